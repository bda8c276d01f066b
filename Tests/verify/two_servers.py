#!/usr/bin/env python3
"""Two servers on one PostgreSQL: the same events sent to both at once are there once; a session of one opens the other; what is changed on
one is soon seen on the other; an open page on one hears of what comes to the other."""

import http.client
import json
import os
import random
import re
import sys
import threading
import time
import urllib.parse
import uuid

from installation import Installation, batch, send, skip

DATABASE = os.environ.get("THROUGHLINE_TEST_POSTGRES")
FAULTS = []


def expect(holds, sentence):
    if not holds:
        FAULTS.append(sentence)


class Person:
    """Somebody with a browser, who may go from one server to the other."""

    def __init__(self):
        self.cookies = {}

    def ask(self, installation, path, body=None):
        connection = installation.connection()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Sec-Fetch-Site": "same-origin"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if body is None else "POST", path, body and urllib.parse.urlencode(body), headers)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def seal(self, installation, path):
        return re.search(r'name="_seal" value="([^"]+)"', self.ask(installation, path)[1]).group(1)


def owner(one, last):
    """Comes in by the link of the server that started last: it is the one that works."""
    words = (last.directory / "server.log").read_text()
    path = re.search(r"/welcome/\w+", words).group(0)
    ada = Person()
    form = {"_seal": ada.seal(one, path), "name": "Ada", "email": "ada@example.com", "password": "analytical engines weave", "language": "en"}
    expect(ada.ask(one, path, form)[0] == 303, "the owner cannot come in")
    return ada


def same_events(servers, key):
    """Eight clients at each server, who all send the same forty batches, each in an order of its own."""
    batches = [batch(25, f"{number}-")[0] for number in range(40)]
    statuses, lock = [], threading.Lock()

    def work(server, seed):
        connection = server.connection(30)
        mine = random.Random(seed).sample(batches, len(batches))
        for events in mine:
            status = send(connection, key, events)[0]
            with lock:
                statuses.append(status)

    threads = [threading.Thread(target=work, args=(server, seed)) for seed, server in enumerate(servers * 8)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{len(statuses)} batches of the same 1000 events to two servers in {time.monotonic() - begun:.1f} s; statuses {sorted(set(statuses))}")
    expect(set(statuses) == {200}, f"answers were {sorted(set(statuses))}")


def count_on_line(reader, server):
    people = 0
    total = 0
    connection = server.connection()
    path = "/api/v1/people?limit=1000"
    connection.request("GET", path, headers={"Authorization": f"Bearer {reader}"})
    for person in json.loads(connection.getresponse().read())["people"]:
        people += 1
        connection.request("GET", f"/api/v1/touchpoints?person={person['id']}&limit=1000", headers={"Authorization": f"Bearer {reader}"})
        total += len(json.loads(connection.getresponse().read())["touchpoints"])
    connection.close()
    return people, total


def until(condition, seconds=5):
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if condition():
            return time.monotonic() - begun
        time.sleep(0.02)
    return None


def catalogue(ada, one, other):
    page = "/settings/catalogue/kind?key=order_placed"
    form = {"_seal": ada.seal(one, page), "name": "Desk ordered", "stage": "", "department": "", "control": "direct", "goal": ""}
    expect(ada.ask(one, page + "&_method=put", form)[0] == 303, "the catalogue cannot be changed")
    seconds = until(lambda: "Desk ordered" in ada.ask(other, "/settings/catalogue")[1])
    print(f"a change of the catalogue was seen on the other server after {seconds} s")
    expect(seconds is not None and seconds < 2, "a change of the catalogue is not seen on the other server")


def live(ada, one, other, key):
    """What comes to one server is heard on a page that is open on the other."""
    event = {"type": "track", "event": "Chat Message", "userId": "live", "messageId": str(uuid.uuid4())}
    connection = one.connection()
    send(connection, key, [event])
    path = re.search(r"/customers/[0-9a-z]{26}", ada.ask(other, "/customers?q=live")[1]).group(0)
    stream = http.client.HTTPConnection("127.0.0.1", other.port, timeout=10)
    stream.request("GET", path + "/live", headers={"Cookie": f"session={ada.cookies['session']}"})
    answer = stream.getresponse()
    answer.readline()
    waits = []
    for number in range(20):
        begun = time.monotonic()
        send(connection, key, [event | {"messageId": str(uuid.uuid4())}])
        while not answer.readline().startswith(b"event: touchpoint"):
            pass
        waits.append(time.monotonic() - begun)
    stream.close()
    print(f"heard on the other server after {sorted(waits)[10] * 1000:.0f} ms (median), {max(waits) * 1000:.0f} ms at most")
    expect(max(waits) < 1, "a message takes more than a second to a page on the other server")


def main():
    if not DATABASE:
        skip("two servers need a PostgreSQL: THROUGHLINE_TEST_POSTGRES does not hold the address of one.")
    homes = [os.path.join(os.getcwd(), name) for name in ("one", "other")]
    for home in homes:
        os.mkdir(home)
    servers = [Installation(home, DATABASE) for home in homes]
    for server in servers:
        server.start()
    one, other = servers
    ada = owner(one, other)
    expect(ada.ask(other, "/")[0] == 200, "a session of one server does not open the other")
    form = {"_seal": ada.seal(one, "/settings/sources"), "key": "Check", "scope": "read"}
    reader = re.search(r"tl_[0-9a-z]+", ada.ask(other, "/settings/keys", form)[1])
    expect(reader, "a form of one server is not taken by the other")
    key = one.write_key()
    same_events(servers, key)
    if reader:
        people, total = count_on_line(reader.group(0), other)
        expect((people, total) == (25, 1000), f"on the line are {total} touchpoints of {people} people, not 1000 of 25")
    catalogue(ada, one, other)
    live(ada, one, other, key)
    for server in servers:
        server.stop()
    print("\n".join(FAULTS) or "two servers are as good as one")
    return bool(FAULTS)


if __name__ == "__main__":
    sys.exit(main())
