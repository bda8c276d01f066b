#!/usr/bin/env python3
"""Durable ingest over HTTP, the client on the same cores: batches of 100 from 8 connections, and single events.

On the embedded database and, where there is one, on PostgreSQL; the floor is bare SQLite in batches of the same size.
"""

import base64
import os
import pathlib

from measuring import Installation, bare_sqlite, row, write_rows, wrk

SECONDS = 10


def rates(installation, name):
    """Events a second in batches of 100 and one by one, as the line has counted them."""
    encoded = base64.b64encode(f"{installation.write_key(name)}:".encode()).decode()
    installation.start()
    found = [rate(installation, encoded, 100, 8), rate(installation, encoded, 1, 64)]
    installation.stop()
    return found


def rate(installation, key, size, connections):
    arguments = ["-t", 1, "-c", connections, "-d", f"{SECONDS}s", "-s",
                 pathlib.Path(__file__).with_suffix(".lua"), f"http://127.0.0.1:{installation.port}"]
    requests, refused, slowest = wrk(*arguments, environment={"WRITE_KEY": key, "BATCH": str(size)})
    print(f"{size} a request, {connections} connections: {requests * size:,.0f} events/s, p99 {slowest:.1f} ms, {refused} refused", flush=True)
    if refused:
        raise SystemExit("bench: events were refused; the figure would be false.")
    return requests * size


def main():
    batches, single = rates(Installation(os.getcwd()), "Bench")
    floors = [bare_sqlite("floor100.sqlite", 100), bare_sqlite("floor1.sqlite", 1)]
    rows = [
        row("ingest, batches of 100", batches, "events/s", "more", 40_000, "bare SQLite, 100 a commit", floors[0]),
        row("ingest, single events", single, "events/s", "more", 8_000, "bare SQLite, 1 a commit", floors[1]),
    ]
    server = os.environ.get("THROUGHLINE_TEST_POSTGRES")
    if server:
        postgres = Installation(os.getcwd(), database=server)
        on_server, single_on_server = rates(postgres, "Bench")
        rows.append(row("ingest on PostgreSQL, batches of 100", on_server, "events/s", "more", batches / 2, "SQLite", batches))
        rows.append(row("ingest on PostgreSQL, single events", single_on_server, "events/s", "more", single / 2, "SQLite", single))
    write_rows(rows)


if __name__ == "__main__":
    main()
