#!/usr/bin/env python3
"""Ten million touchpoints (or ROWS) of 200,000 customers: import, memory, start, customers' pages and the search.

Takes ten minutes and 4 GB of disk; so it runs only where it is asked for: `make bench PART=large`.
"""

import importlib
import os
import pathlib
import random
import re
import sys
import urllib.parse
import urllib.request

os.environ.setdefault("ROWS", "10000000")
log = importlib.import_module("import")
from demo import SECONDS, sign_in  # noqa: E402
from measuring import Installation, memory, processor_seconds, row, write_rows, wrk  # noqa: E402

LUA = """
local paths, count = {}, 0
for path in io.lines("paths.txt") do paths[#paths + 1] = path end
function request()
    count = count + 1
    return wrk.format("GET", paths[count % #paths + 1])
end
"""


def pages(installation, cookie, paths):
    """Pages a second, the latency at 99 % in milliseconds, and the processor's milliseconds a page."""
    pathlib.Path("paths.txt").write_text("\n".join(paths) + "\n")
    pathlib.Path("paths.lua").write_text(LUA)
    before = processor_seconds(installation.process.pid)
    rate, refused, slowest = wrk(
        "-t", 1, "-c", 8, "-d", f"{SECONDS}s", "-s", "paths.lua", "-H", f"Cookie: {cookie}", f"http://127.0.0.1:{installation.port}")
    if refused or not rate:
        sys.exit(f"bench: {refused} pages were refused; the figure would be false.")
    print(f"{rate:.0f} pages/s of {len(set(paths))}, p99 {slowest:.1f} ms", flush=True)
    return rate, slowest, (processor_seconds(installation.process.pid) - before) / (rate * SECONDS) * 1000


def main():
    log.write_log(pathlib.Path("log.csv"))
    taken, seconds, peak = log.measured("log.csv", ".")
    pathlib.Path("log.csv").unlink()
    size = sum(path.stat().st_size for path in pathlib.Path(".").glob("throughline.sqlite*"))
    installation = Installation(os.getcwd())
    cookie = sign_in(installation.port)
    start = installation.start()
    chance = random.Random(7)
    customers = [f"c{int(chance.random() ** 2 * 200_000)}" for _ in range(200)]

    def found(customer):
        address = f"http://127.0.0.1:{installation.port}/customers?q={urllib.parse.quote(customer)}"
        text = urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookie})).read().decode()
        return re.search(r'href="(/customers/[0-9a-z]{26})', text).group(1)

    _, slowest, processor = pages(installation, cookie, [found(customer) for customer in customers])
    _, search, _ = pages(installation, cookie, [f"/customers?q={customer[:4]}" for customer in customers])
    held = memory(installation.process.pid)
    installation.stop()
    write_rows([
        row("import of 10 million rows", taken / seconds, "rows/s", "more", 120_000),
        row("import of 10 million rows, memory at the peak", peak, "MB", "less", 200),
        row("a touchpoint on the disk, of 10 million", size / taken, "bytes", "less", 250),
        row("start on 10 million touchpoints", start, "s", "less", 3),
        row("customer page at 10 million, p99 at 8 connections", slowest, "ms", "less", 25),
        row("customer page at 10 million, processor", processor, "ms", "less", 4),
        row("search at 10 million, p99 at 8 connections", search, "ms", "less", 50),
        row("server at 10 million, memory after it", held, "MB", "less"),
    ])


if __name__ == "__main__":
    main()
