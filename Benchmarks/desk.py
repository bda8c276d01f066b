#!/usr/bin/env python3
"""The desk: messages by the API, each beginning a conversation; then the inbox and a conversation, at so many conversations as came."""

import os
import pathlib
import re
import sys
import urllib.request

from demo import sign_in
from large import pages
from measuring import Installation, processor_seconds, row, write_rows, wrk

SECONDS = 20


def main():
    installation = Installation(os.getcwd())
    cookie = sign_in(installation.port)
    key = installation.write_key("Bench")
    installation.start()
    before = processor_seconds(installation.process.pid)
    created, refused, slowest = wrk(
        "-t", 1, "-c", 8, "-d", f"{SECONDS}s", "-s", pathlib.Path(__file__).with_suffix(".lua"), f"http://127.0.0.1:{installation.port}",
        environment={"WRITE_KEY": key})
    if refused:
        sys.exit(f"bench: {refused} messages were refused; the figure would be false.")
    creating = (processor_seconds(installation.process.pid) - before) / (created * SECONDS) * 1000
    print(f"{created:.0f} conversations/s, p99 {slowest:.1f} ms", flush=True)
    asked = urllib.request.Request(f"http://127.0.0.1:{installation.port}/inbox", headers={"Cookie": cookie})
    numbers = re.findall(r'href="(/inbox/\d+)"', urllib.request.urlopen(asked).read().decode())
    _, list_slowest, listing = pages(installation, cookie, ["/inbox", "/inbox?view=unassigned"])
    _, one_slowest, showing = pages(installation, cookie, numbers)
    installation.stop()
    count = f"{created * SECONDS:,.0f}".replace(",", " ")
    write_rows([
        row("a message by the API that begins a conversation, processor", creating, "ms", "less", 1.5),
        row(f"inbox of {count} conversations, processor", listing, "ms", "less", 4),
        row("inbox, p99 at 8 connections", list_slowest, "ms", "less", 25),
        row("a conversation, processor", showing, "ms", "less", 4),
        row("a conversation, p99 at 8 connections", one_slowest, "ms", "less", 25),
    ])


if __name__ == "__main__":
    main()
