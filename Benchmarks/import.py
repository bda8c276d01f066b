#!/usr/bin/env python3
"""Import of a file of 2 million rows (or ROWS) of a shop's log: rows a second, memory, bytes a touchpoint on the disk."""

import csv
import datetime
import os
import pathlib
import random
import re
import subprocess
import time

from measuring import BINARY, bare_sqlite, memory, row, write_rows

ROWS = int(os.environ.get("ROWS", "2000000"))
KINDS = ["page_view"] * 12 + ["product_viewed"] * 6 + ["added_to_cart"] * 2 + ["order_completed", "support_contacted", "email_opened"]


def write_log(path):
    """Two years of 200,000 customers in the order of time; the same at every run."""
    chance = random.Random(20260101)
    start = datetime.datetime(2024, 1, 1)
    step = 2 * 365 * 86_400 / ROWS
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["user_id", "event", "timestamp", "channel", "value"])
        for number in range(ROWS):
            kind = KINDS[int(chance.random() * len(KINDS))]
            at = (start + datetime.timedelta(seconds=number * step)).isoformat(sep=" ", timespec="seconds")
            value = f"{5 + chance.random() * 200:.2f}" if kind == "order_completed" else ""
            writer.writerow([f"c{int(chance.random() ** 2 * 200_000)}", kind, at, "web", value])


def measured(log, directory):
    """How many touchpoints were taken in how many seconds, and the megabytes of memory at the peak."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [BINARY, "import", log, "--directory", directory, "--currency", "EUR",
         "--map", "customer=user_id,kind=event,at=timestamp,channel=channel,value=value"],
        stdout=subprocess.PIPE, text=True)
    peak = 0.0
    while process.poll() is None:
        try:
            peak = max(peak, memory(process.pid, peak=True))
        except (OSError, AttributeError):
            pass  # It has just ended.
        time.sleep(0.05)
    seconds, words = time.monotonic() - begun, process.stdout.read()
    taken = int(re.search(r"(\d+) touchpoints? taken", words).group(1))
    print(f"{taken} touchpoints in {seconds:.1f} s; {words.strip()}", flush=True)
    return taken, seconds, peak


def main():
    log = pathlib.Path("log.csv")
    write_log(log)
    taken, seconds, peak = measured(log, "data")
    size = sum(path.stat().st_size for path in pathlib.Path("data").glob("throughline.sqlite*"))
    write_rows([
        row("import of a CSV file", taken / seconds, "rows/s", "more", 120_000, "bare SQLite, 5,000 a commit", bare_sqlite("floor.sqlite", 5_000)),
        row("import, memory at the peak", peak, "MB", "less", 200),
        row("a touchpoint on the disk", size / taken, "bytes", "less", 250),
    ])


if __name__ == "__main__":
    main()
