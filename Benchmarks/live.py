#!/usr/bin/env python3
"""A desk with many open screens: how long it takes from sending a message until each screen has been told of it.

The time begins before the message is sent, so that reading it and committing it are part of it. SCREENS sets how many there are (default: 100), half
of them inboxes and half the conversation that is written in, and VISITORS how many chat windows listen beside them (default: 2,000); each of these is
answered once at the end, and must hear of it. On PostgreSQL the message is sent to one server and told by another."""

import http.client
import json
import os
import pathlib
import random
import re
import selectors
import socket
import sys
import time
import urllib.parse

from measuring import Installation, memory, row, write_rows

SCREENS = int(os.environ.get("SCREENS", "100"))
VISITORS = int(os.environ.get("VISITORS", "2000"))
MESSAGES = 60
DATABASE = os.environ.get("THROUGHLINE_TEST_POSTGRES")
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


class Visitors:
    """Chat windows on the site of a shop, each from a network of its own, that listen."""

    def __init__(self, port, owner, key):
        self.port, self.key, self.open, self.selector = port, key, {}, selectors.DefaultSelector()
        page = owner.ask("/settings/chat")
        for source in {*re.findall(r"/settings/chat/(\d+)", page), *re.findall(r"\?source=(\d+)", page)}:
            owner.submit(
                "/settings/chat", f"/settings/chat/{source}?_method=put", name="Shop", greeting="", accent="#2f5d50",
                origins="https://shop.example")

    def come(self, number):
        home = (f"127.{1 + number // 250}.{1 + number % 250}.1", 0)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, source_address=home)
        begun = urllib.parse.urlencode({"key": self.key, "text": "Is it in stock?", "once": f"visitor-{number:05}", "website": ""})
        connection.request("POST", "/chat/messages", begun, {
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json", "Sec-Fetch-Site": "same-origin"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"bench: a chat was refused: {body[:200]}")
        connection.close()
        line = socket.create_connection(("127.0.0.1", self.port), source_address=home)
        line.sendall(f"GET /chat/live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {json.loads(body)['token']}\r\n\r\n".encode())
        head = b""
        while b"retry:" not in head:
            part = line.recv(4096)
            if not part or b" 200 " not in (head + part)[:20]:
                sys.exit(f"bench: a chat window was refused: {(head + part)[:80]}")
            head += part
        line.setblocking(False)
        self.selector.register(line, selectors.EVENT_READ, number)
        self.open[number] = line

    def read(self, heard):
        for key, _ in self.selector.select(0.001):
            part = key.fileobj.recv(65536)
            if not part:
                sys.exit(f"bench: the stream of visitor {key.data} has ended.")
            if b"id: " in part:
                heard.setdefault(key.data, time.monotonic())

    def answered(self, agents, first):
        """How long each of them waited for its answer, in milliseconds; those that did not hear of it are left out."""
        sent, heard = {}, {}
        self.read({})
        for number in self.open:
            sent[number] = agents[number % len(agents)].answer(first + number)
            self.read(heard)
        until = time.monotonic() + 10
        while len(heard) < len(self.open) and time.monotonic() < until:
            self.read(heard)
        return sorted((at - sent[number]) * 1000 for number, at in heard.items())


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


class Person:
    """Somebody who works at a desk, with a browser that keeps its cookies."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST" if fields else "GET", path, urllib.parse.urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        self.cookies |= dict(line.split(";")[0].split("=", 1) for line in answer.headers.get_all("Set-Cookie") or [])
        return answer.read().decode()

    def submit(self, page, path, **fields):
        seal = re.search(r'name="_seal" value="([^"]+)"', self.ask(page)).group(1)
        return self.ask(path, _seal=seal, **fields)

    def answer(self, conversation):
        """Answers when it was sent."""
        page = self.ask(f"/inbox/{conversation}")
        fields = {name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', page) for name in ("_seal", "seen", "once")}
        if None in fields.values():
            sys.exit(f"bench: conversation {conversation} cannot be answered: {page[:2000]}")
        sent = time.monotonic()
        told = self.ask(f"/inbox/{conversation}/replies", text="Yes, it is.", then="", **{name: found.group(1) for name, found in fields.items()})
        if told:
            sys.exit(f"bench: an answer was refused: {told[:500]}")
        return sent

    def join(self, link, name):
        self.submit(link, link, name=name, email=f"{name}@example.com", password="three small horses run", language="en")
        return self


def staff(installation, last, count):
    """The owner, who comes in by the link of the server that started last, and those that the owner invites."""
    link = re.findall(r"/welcome/\w+", (last.directory / "server.log").read_text())[-1]
    people = [Person(installation.port).join(link, "ada")]
    for number in range(count - 1):
        invited = people[0].submit("/settings/people", "/settings/people/invitations", email=f"agent{number}@example.com", role="agent")
        people.append(Person(installation.port).join(re.search(r"/welcome/\w+", invited).group(0), f"agent{number}"))
    return people


def measured(name, writing, listening, visitors=0):
    """A message is sent to one server, and told on screens of the other, which may be the same."""
    people = staff(writing, listening, (SCREENS + OF_ONE - 1) // OF_ONE)
    key = writing.write_key(f"Bench {name}")
    conversation = post(writing.port, key, "first", name)
    windows = Visitors(listening.port, people[0], key) if visitors else None
    for number in range(visitors):
        windows.come(number)
    screens = Screens(listening.port)
    for number in range(SCREENS):
        screens.add("/inbox/live" if number % 2 else f"/inbox/{conversation}/live", people[number // OF_ONE].cookie)
    screens.told(1)
    waits = []
    for number in range(MESSAGES):
        begun = time.monotonic()
        post(writing.port, key, f"{name} {number}", name)
        told = screens.told(5)
        if len(told) < SCREENS:
            sys.exit(f"bench: {SCREENS - len(told)} of {SCREENS} screens were not told within 5 s.")
        waits += [(at - begun) * 1000 for at in told]
        # At no beat of the server.
        time.sleep(random.uniform(0.02, 0.25))
    waits.sort()
    beside = f" beside {visitors} chat windows" if visitors else ""
    rows = [
        row(f"a message to {SCREENS} open screens{beside}, {name}, half", waits[len(waits) // 2], "ms", "less", 75),
        row(f"the same, 95 % of {len(waits)}", waits[len(waits) * 95 // 100], "ms", "less", 150),
        row("memory with them", memory(listening.process.pid), "MB", "less", 200),
    ]
    if windows:
        answered = windows.answered(people, conversation + 1)
        rows += [
            row(f"answers to {visitors} chat windows that did not arrive", visitors - len(answered), "", "less", 0),
            row("an answer to a chat window, 95 %", answered[len(answered) * 95 // 100], "ms", "less", 150),
            row("memory after them", memory(listening.process.pid), "MB", "less", 200),
        ]
    return rows


def opened(name, database=None):
    directory = pathlib.Path(os.getcwd()) / name
    directory.mkdir()
    installation = Installation(directory, database)
    installation.start()
    return installation


def main():
    one = opened("embedded")
    rows = measured("embedded", one, one, VISITORS)
    one.stop()
    if DATABASE:
        one, other = opened("one", DATABASE), opened("other", DATABASE)
        rows += measured("from another server on PostgreSQL", one, other)
        one.stop()
        other.stop()
    write_rows(rows)


if __name__ == "__main__":
    main()
