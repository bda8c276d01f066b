#!/usr/bin/env python3
"""500 slow clients of four sorts: all are put out within 35 s, while the others are served as quickly as ever.

They come from 250 addresses of the loopback network, for no address may hold so many connections.
"""

import os
import re
import socket
import sys
import time

from installation import Installation

COUNT, SECONDS, UNREAD_SECONDS = 500, 35, 32
HEAD = b"POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000\r\n\r\n"


class Client:
    def __init__(self, number, port, stylesheet):
        self.sort = ("header", "body", "read", "idle")[number % 4]
        self.socket = socket.socket()
        if self.sort == "read":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.socket.bind((f"127.0.1.{number % 250 + 1}", 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.begun, self.ended = time.monotonic(), None
        self.tell({"header": b"GET / HTTP/1.1\r\nX: ", "body": HEAD,
                   "read": f"GET {stylesheet} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 40,
                   "idle": b""}[self.sort])

    def tell(self, words):
        try:
            self.socket.send(words)
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def trickle(self):
        if self.sort in ("header", "body"):
            self.tell(b"a")

    def hear(self):
        """Whether the server has had enough. Readers take nothing at all for a while, and then find out how far the answer goes."""
        if self.sort == "read" and time.monotonic() - self.begun < UNREAD_SECONDS:
            return
        try:
            while self.socket.recv(65536):
                pass
        except BlockingIOError:
            return
        except OSError:
            pass
        self.end()

    def end(self):
        self.ended = self.ended or time.monotonic()


def main():
    installation = Installation(os.getcwd())
    installation.start()
    stylesheet = re.search(r'href="([^"]+\.css)"', text(installation, "/sign-in")).group(1)
    clients = [Client(number, installation.port, stylesheet) for number in range(COUNT)]
    pauses = watch(installation, clients)
    open_ones = [client for client in clients if client.ended is None]
    for client in clients:
        client.socket.close()
    installation.stop()
    times = {sort: max([client.ended - client.begun for client in clients if client.sort == sort and client.ended], default=0)
             for sort in ("header", "body", "read", "idle")}
    left = {sort: sum(client.sort == sort for client in open_ones) for sort in times}
    pauses.sort()
    worst = pauses[int(len(pauses) * 0.99)]
    print(f"{COUNT} slow clients; the last of each sort was closed after " + ", ".join(f"{sort} {seconds:.1f} s" for sort, seconds in times.items()))
    print(f"still open: {left}; meanwhile {len(pauses)} requests of others, p99 {worst * 1000:.1f} ms, slowest {pauses[-1] * 1000:.1f} ms")
    return bool(open_ones or worst > 0.25)


def text(installation, path):
    connection = installation.connection()
    connection.request("GET", path)
    return connection.getresponse().read().decode()


def watch(installation, clients):
    """Seconds that others waited for an answer."""
    begun, pauses, trickled = time.monotonic(), [], 0.0
    while time.monotonic() - begun < SECONDS and any(client.ended is None for client in clients):
        asked = time.monotonic()
        if installation.status("/health/ready") != 200:
            sys.exit("the server was not ready for others")
        pauses.append(time.monotonic() - asked)
        if time.monotonic() - trickled > 1:
            trickled = time.monotonic()
            for client in clients:
                if client.ended is None:
                    client.trickle()
                    client.hear()
        time.sleep(0.02)
    return pauses


if __name__ == "__main__":
    sys.exit(main())
