#!/usr/bin/env python3
"""A desk with many open screens: how long it takes from sending a message until each screen has been told of it.

The time begins before the message is sent, so that reading it and committing it are part of it. SCREENS sets how many there are (default: 100), half
of them inboxes and half the conversation that is written in."""

import http.client
import json
import os
import re
import selectors
import socket
import sys
import time

from demo import sign_in
from measuring import Installation, memory, row, write_rows

SCREENS = int(os.environ.get("SCREENS", "100"))
MESSAGES = 60
# One of the staff may hold thirty streams.
OF_ONE = 25


class Screens:
    """Connections that listen; what comes over them is read as it comes."""

    def __init__(self, port):
        self.port, self.selector, self.open = port, selectors.DefaultSelector(), []

    def add(self, path, cookie):
        line = socket.create_connection(("127.0.0.1", self.port))
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode())
        head = b""
        while b"retry:" not in head:
            part = line.recv(4096)
            if not part or b" 200 " not in (head + part)[:20]:
                sys.exit(f"bench: {path} was refused: {(head + part)[:80]}")
            head += part
        line.setblocking(False)
        self.selector.register(line, selectors.EVENT_READ, len(self.open))
        self.open.append(line)

    def told(self, patience):
        """When each of them was told of something that has a number; those that were not are left out."""
        times, until = {}, time.monotonic() + patience
        while len(times) < len(self.open) and time.monotonic() < until:
            for key, _ in self.selector.select(0.05):
                now = time.monotonic()
                if b"id: " in key.fileobj.recv(65536):
                    times.setdefault(key.data, now)
        return list(times.values())


def post(port, key, number, thread):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/api/v1/messages", json.dumps({
        "key": f"live-{number}", "thread": thread, "channel": "chat", "from": [{"type": "email", "value": "kim@example.com"}], "text": "Hello?",
    }), {"Content-Type": "application/json", "Authorization": f"Bearer {key}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"bench: a message was refused: {body[:200]}")
    return json.loads(body)["conversation"]


def colleague(port, cookie, number):
    """Somebody who is invited and comes in; answers the cookie of their browser."""
    def ask(method, path, own, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        body = "&".join(f"{name}={value.replace('@', '%40').replace(' ', '+')}" for name, value in (fields or {}).items())
        headers = {"Cookie": own, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body if fields else None, headers)
        answer = connection.getresponse()
        cookies = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie") or [])
        return answer.read().decode(), cookies
    def seal(page):
        return re.search(r'name="_seal" value="([^"]+)"', page).group(1)
    people, _ = ask("GET", "/settings/people", cookie)
    fields = {"_seal": seal(people), "email": f"agent-{number}@example.com", "role": "agent"}
    invited, _ = ask("POST", "/settings/people/invitations", cookie, fields)
    link = re.search(r"/welcome/[0-9a-z]+", invited).group(0)
    welcome, own = ask("GET", link, "")
    fields = {"_seal": seal(welcome), "name": f"Agent {number}", "password": "three small horses run", "language": "en"}
    _, joined = ask("POST", link, own, fields)
    return joined


def main():
    installation = Installation(os.getcwd())
    cookie = sign_in(installation.port)
    key = installation.write_key("Bench")
    installation.start()
    conversation = post(installation.port, key, "first", "live")
    cookies = [cookie] + [colleague(installation.port, cookie, number) for number in range((SCREENS - 1) // OF_ONE)]
    screens = Screens(installation.port)
    for number in range(SCREENS):
        path = "/inbox/live" if number % 2 else f"/inbox/{conversation}/live"
        screens.add(path, cookies[number // OF_ONE])
    screens.told(1)
    waits = []
    for number in range(MESSAGES):
        begun = time.monotonic()
        post(installation.port, key, number, "live")
        told = screens.told(5)
        if len(told) < SCREENS:
            sys.exit(f"bench: {SCREENS - len(told)} of {SCREENS} screens were not told within 5 s.")
        waits += [(at - begun) * 1000 for at in told]
        time.sleep(0.05)
    waits.sort()
    held = memory(installation.process.pid)
    installation.stop()
    name = f"a message to {SCREENS} open screens ({len(waits)} times)"
    write_rows([
        row(f"{name}, half of them", waits[len(waits) // 2], "ms", "less", 75),
        row(f"{name}, 95 %", waits[len(waits) * 95 // 100], "ms", "less", 150),
        row("memory with them", held, "MB", "less", 200),
    ])


if __name__ == "__main__":
    main()
