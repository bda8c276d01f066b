"""A server of our own for the checks: started, killed and started again on the same data; events are sent to it by plain sockets."""

import base64
import hashlib
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("THROUGHLINE_BINARY", ROOT / "out" / "throughline")).resolve()
SKIPPED = 77
SECONDS_TO_START = 30


def skip(sentence):
    print(sentence)
    sys.exit(SKIPPED)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """The data is in `directory`, or on the PostgreSQL at `database`; the port stays the same over restarts."""

    def __init__(self, directory, database=None, options=()):
        self.directory, self.port, self.process = pathlib.Path(directory), free_port(), None
        self.place = ["--database", database] if database else ["--directory", str(directory)]
        self.options = ["--events-per-second", "0", *options]

    def command(self, name, *arguments):
        return subprocess.run([BINARY, name, *arguments, *self.place], capture_output=True, text=True)

    def write_key(self, name="Check"):
        done = self.command("key", name)
        found = re.search(r"tl_[0-9a-z]{38}", done.stdout)
        if not found:
            sys.exit(f"throughline key gave none: {done.stdout}{done.stderr}")
        return found.group(0)

    def start(self):
        """Returns after how many seconds requests were taken."""
        begun = time.monotonic()
        self.words = open(self.directory / "server.log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", *self.place, "--port", str(self.port), *self.options], stdin=subprocess.DEVNULL, stdout=self.words, stderr=self.words)
        while time.monotonic() - begun < SECONDS_TO_START:
            if self.process.poll() is not None:
                break
            try:
                if self.status("/health/ready") == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.02)
        sys.exit("the server did not start: " + (self.directory / "server.log").read_text(errors="replace")[-2000:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, within=60):
        """Returns after how many seconds it had ended by itself."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(within) != 0:
            sys.exit(f"the server ended with {self.process.returncode}")
        return time.monotonic() - begun

    def connection(self, timeout=10):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def status(self, path, timeout=10):
        connection = self.connection(timeout)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def rows(self, query):
        """Straight from the file of the embedded database."""
        with sqlite3.connect(f"file:{self.directory}/throughline.sqlite?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()


def batch(size, prefix=""):
    """Events that nobody has sent before, and their ids."""
    events = [
        {"type": "track", "event": "Order Completed", "userId": f"user-{number % 97}", "messageId": f"{prefix}{uuid.uuid4()}",
         "properties": {"revenue": 19.5, "currency": "EUR"}} for number in range(size)]
    return events, [event["messageId"] for event in events]


def headers(key):
    return {"Authorization": "Basic " + base64.b64encode(f"{key}:".encode()).decode(), "Content-Type": "application/json"}


def send(connection, key, events):
    """The status, and the seconds the answer asks to wait (`None` when it does not say)."""
    connection.request("POST", "/v1/batch", json.dumps({"batch": events}), headers(key))
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.getheader("Retry-After")


class Senders:
    """Clients that post batches one after another until told to stop, and remember what was acknowledged."""

    def __init__(self, installation, key, count=8, size=20):
        self.installation, self.key, self.size = installation, key, size
        self.acknowledged, self.others, self.broken = [], {}, []
        self.lock, self.ended = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self._send, daemon=True) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def _send(self):
        connection = self.installation.connection()
        unsure = None
        while not self.ended.is_set():
            # What was not acknowledged is sent again, as clients do.
            events, ids = unsure or batch(self.size)
            unsure = (events, ids)
            try:
                status, _ = send(connection, self.key, events)
            except (OSError, http.client.HTTPException) as error:
                with self.lock:
                    self.broken.append((time.monotonic(), repr(error)))
                connection.close()
                self.ended.wait(0.02)
                continue
            with self.lock:
                if status == 200:
                    self.acknowledged += ids
                    unsure = None
                else:
                    self.others[status] = self.others.get(status, 0) + 1
            if status != 200:
                self.ended.wait(0.05)

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join(15)


def key_of(identifier):
    """What the line keeps of a sender's id: sixteen bytes of its SHA-256."""
    return hashlib.sha256(identifier.encode()).digest()[:16]


def line_counts(installation):
    """How often each kept id is on the line of the embedded database."""
    return dict(installation.rows("SELECT source_key, COUNT(*) FROM touchpoint GROUP BY source_key"))


def lost_and_doubled(acknowledged, counts):
    lost = [identifier for identifier in acknowledged if key_of(identifier) not in counts]
    return lost, [key for key, count in counts.items() if count > 1]
