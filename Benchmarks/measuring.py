"""What the measurements have in common: the installation under test, the rows of the table, floors of bare SQLite."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Tests" / "verify"))

from installation import BINARY, Installation  # noqa: E402,F401

HERE = pathlib.Path(__file__).resolve().parent


def write_rows(rows):
    with open(sys.argv[1], "w") as file:
        json.dump(rows, file)


def row(measure, ours, unit, better, wanted=None, peer=None, theirs=None):
    row = {"measure": measure, "ours": ours, "unit": unit, "better": better}
    return row | ({"wanted": wanted} if wanted is not None else {}) | ({"peer": peer, "theirs": theirs} if peer else {})


def wrk(*arguments, environment=None):
    """Requests a second, refused requests, and the latency at 99 % in milliseconds."""
    if not shutil.which("wrk"):
        sys.exit("bench: wrk is missing: apt-get install wrk.")
    done = subprocess.run(["wrk", "--latency", *map(str, arguments)], capture_output=True, text=True, env=os.environ | (environment or {}))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if not rate:
        sys.exit(f"wrk did not measure: {done.stdout}{done.stderr}")
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", done.stdout).groups()
    return float(rate.group(1)), int(refused.group(1)) if refused else 0, float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def memory(process, peak=False):
    """Megabytes of a running process, now or at its peak."""
    words = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(re.search(rf"{'VmHWM' if peak else 'VmRSS'}:\s+(\d+)", words).group(1)) / 1024


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bare_sqlite(path, rows_together, seconds=5):
    """Rows a second of plain inserts, each batch one durable commit: a floor without HTTP, JSON, people or further indexes."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE event (position INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, person INT, kind INT, at INT, body TEXT)")
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT INTO event (key, person, kind, at, body) VALUES (?, ?, ?, ?, ?)",
            [(os.urandom(16), number % 97, 3, 1_770_000_000_000_000 + number, '{"revenue":19.5,"currency":"EUR"}')
             for number in range(rows_together)])
        database.execute("COMMIT")
        count += rows_together
    database.close()
    return count / (time.monotonic() - begun)
