#!/usr/bin/env python3
"""The demo company: time to start, memory when idle, and a customer's page at 8 connections."""

import http.cookiejar
import os
import re
import subprocess
import threading
import time
import urllib.request

from measuring import BINARY, Installation, memory, processor_seconds, row, write_rows, wrk

SECONDS = 10


def sign_in(port):
    """Lets the demo fill the database, follows its link, and answers the cookie; the server is stopped again."""
    process = subprocess.Popen([BINARY, "demo", "--directory", ".", "--port", str(port)], stdout=subprocess.PIPE, text=True)
    link = next(found.group(1) for found in (re.search(r"(http://\S+/demo/\S+)", line) for line in process.stdout) if found)
    threading.Thread(target=process.stdout.read, daemon=True).start()
    jar = http.cookiejar.CookieJar()
    urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open(link).read()
    process.terminate()
    process.wait()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def main():
    installation = Installation(os.getcwd())
    cookie = sign_in(installation.port)
    starts = []
    for _ in range(5):
        starts.append(installation.start())
        time.sleep(2)
        idle = memory(installation.process.pid)
        installation.stop()
    installation.start()
    asked = urllib.request.Request(f"http://127.0.0.1:{installation.port}/customers", headers={"Cookie": cookie})
    listing = urllib.request.urlopen(asked).read().decode()
    page = re.search(r'href="(/customers/[0-9a-zA-Z]{26})', listing).group(1)
    before = processor_seconds(installation.process.pid)
    rate, refused, slowest = wrk(
        "-t", 1, "-c", 8, "-d", f"{SECONDS}s", "-H", f"Cookie: {cookie}", f"http://127.0.0.1:{installation.port}{page}")
    spent = processor_seconds(installation.process.pid) - before
    installation.stop()
    print(f"{page}: {rate:.0f} pages/s, {refused} refused")
    if refused or not rate:
        raise SystemExit("bench: pages were refused; the figure would be false.")
    write_rows([
        row("start on the demo database", sorted(starts)[2], "s", "less", 1),
        row("idle memory on the demo database", idle, "MB", "less", 60),
        row("customer page of the demo, p99", slowest, "ms", "less", 25),
        row("customer page of the demo, processor", spent / (rate * SECONDS) * 1000, "ms", "less", 4),
    ])


if __name__ == "__main__":
    main()
