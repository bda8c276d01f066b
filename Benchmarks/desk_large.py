#!/usr/bin/env python3
"""A desk with a million conversations (or CONVERSATIONS) of two messages each: bringing them in, the inbox, a conversation, the search, a
message that comes in. On the embedded database and, where there is one, on PostgreSQL.

Takes some twenty minutes; so it runs only where it is asked for: `make bench PART=desk_large`.
"""

import datetime
import json
import os
import pathlib
import random
import subprocess
import sys
import time
import urllib.parse

from large import pages
from live import staff
from measuring import BINARY, Installation, memory, processor_seconds, row, write_rows, wrk

COUNT = int(os.environ.get("CONVERSATIONS", "1000000"))
DATABASE = os.environ.get("THROUGHLINE_TEST_POSTGRES")
SECONDS = 10
# The number of the first conversation of an installation.
FIRST = 1001
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za".split()
HAN = "客户订单退款发货地址修改桌子椅子坏了请问什么时候到"


class Words:
    """Twenty thousand words, some of them much more frequent than others, as in a language."""

    def __init__(self):
        self.chance = random.Random(11)
        self.all = [a + b + c + d for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in ("", "n", "s")][:20_000]
        self.chance.shuffle(self.all)

    def some(self, count):
        return " ".join(self.all[int(self.chance.random() ** 3 * len(self.all))] for _ in range(count))

    def han(self):
        return "".join(self.chance.choice(HAN) for _ in range(12))


def write_conversations(path, words):
    chance, begun = words.chance, datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc)
    with open(path, "w") as file:
        for number in range(COUNT):
            at = begun + datetime.timedelta(seconds=number * 40_000_000 // COUNT)
            asked = words.han() if number % 20 == 0 else words.some(25)
            status = "open" if chance.random() < 0.02 else "resolved"
            entries = [{"number": 1, "at": at.isoformat(), "happening": "message", "text": asked}, {
                "number": 2, "at": (at + datetime.timedelta(minutes=50)).isoformat(), "happening": "reply", "text": words.some(25),
                "staff": {"name": "Ada Nowak", "email": "ada@example.com"}}]
            file.write(json.dumps({
                "source": "bench", "thread": str(number), "channel": "email", "subject": f"Order {number} {words.some(2)}", "status": status,
                "statusAt": (at + datetime.timedelta(minutes=51)).isoformat(), "openedAt": at.isoformat(),
                "customer": {
                    "name": f"Kim {words.all[number % 20_000]}",
                    "identifiers": [{"type": "email", "value": f"kim{number % 200_000}@example.com"}]},
                "entries": entries}, ensure_ascii=False) + "\n")


def measured(name, installation, words):
    begun = time.monotonic()
    done = subprocess.run([BINARY, "conversations", "import", "conversations.jsonl", *installation.place], capture_output=True, text=True)
    taken = COUNT / (time.monotonic() - begun)
    if done.returncode != 0:
        sys.exit(f"bench: the conversations were not taken: {(done.stdout + done.stderr)[-500:]}")
    print(f"{name}: {taken:,.0f} conversations/s. {done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ''}", flush=True)
    start = installation.start()
    cookie = staff(installation, installation, 1)[0].cookie
    # What an import leaves to be done is done.
    time.sleep(5)
    some = [f"/inbox/{FIRST + words.chance.randrange(COUNT)}" for _ in range(200)]
    _, inbox_slowest, inbox = pages(installation, cookie, ["/inbox?view=open", "/inbox?view=unassigned", "/inbox?view=resolved"])
    _, one_slowest, one = pages(installation, cookie, some)
    asked = [words.some(count) for count in (1, 1, 2, 3) * 25] + ["退款", "订单", "kim12", "#4711", "order 4711"] * 5
    _, search, _ = pages(installation, cookie, [f"/inbox?q={urllib.parse.quote(text)}" for text in asked])
    key = installation.write_key(f"Bench {name}")
    before = processor_seconds(installation.process.pid)
    created, refused, slowest = wrk(
        "-t", 1, "-c", 8, "-d", f"{SECONDS}s", "-s", pathlib.Path(__file__).with_name("desk.lua"), f"http://127.0.0.1:{installation.port}",
        environment={"WRITE_KEY": key})
    if refused:
        sys.exit(f"bench: {refused} messages were refused; the figure would be false.")
    creating = (processor_seconds(installation.process.pid) - before) / (created * SECONDS) * 1000
    held = memory(installation.process.pid)
    installation.stop()
    count = f"{COUNT:,}".replace(",", " ")
    return [
        row(f"{name}: conversations brought in", taken, "conversations/s", "more"),
        row(f"{name}: start on {count} conversations", start, "s", "less", 3),
        row(f"{name}: inbox, processor", inbox, "ms", "less", 4),
        row(f"{name}: inbox, p99 at 8 connections", inbox_slowest, "ms", "less", 25),
        row(f"{name}: a conversation, processor", one, "ms", "less", 4),
        row(f"{name}: a conversation, p99 at 8 connections", one_slowest, "ms", "less", 25),
        row(f"{name}: search in {2 * COUNT:,} messages, p99 at 8 connections".replace(",", " ", 1), search, "ms", "less", 100),
        row(f"{name}: a message that begins a conversation, processor", creating, "ms", "less", 1.5),
        row(f"{name}: the same, p99 at 8 connections", slowest, "ms", "less", 25),
        row(f"{name}: memory after it", held, "MB", "less", 200),
    ]


def main():
    words = Words()
    write_conversations("conversations.jsonl", words)
    rows = measured("embedded", Installation(os.getcwd()), words)
    if DATABASE:
        pathlib.Path("other").mkdir()
        rows += measured("PostgreSQL", Installation("other", DATABASE), words)
    write_rows(rows)


if __name__ == "__main__":
    main()
