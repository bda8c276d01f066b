#!/usr/bin/env python3
"""SIGTERM under load, five times: whatever was on its way is answered, and what was acknowledged is there."""

import http.client
import json
import os
import sys
import threading
import time

from installation import Installation, batch, headers, line_counts, lost_and_doubled

ROUNDS, CLIENTS = 5, 16


class Sender(threading.Thread):
    """Sends batches; knows what it had sent whole before the signal and whether that was answered."""

    def __init__(self, installation, key):
        super().__init__(daemon=True)
        self.installation, self.key = installation, key
        self.acknowledged, self.unanswered, self.strange = [], [], []
        self.start()

    def run(self):
        connection = self.installation.connection(timeout=30)
        while True:
            events, ids = batch(50)
            try:
                connection.request("POST", "/v1/batch", json.dumps({"batch": events}), headers(self.key))
            except OSError:
                return
            sent = time.monotonic()
            try:
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                self.unanswered.append(sent)
                return
            if answer.status != 200:
                self.strange.append(answer.status)
                return
            self.acknowledged += ids
            if answer.getheader("Connection") == "close":
                return


def main():
    installation = Installation(os.getcwd())
    key = installation.write_key()
    acknowledged, cut, strange, slowest = [], 0, [], 0
    for _ in range(ROUNDS):
        installation.start()
        senders = [Sender(installation, key) for _ in range(CLIENTS)]
        time.sleep(1)
        asked = time.monotonic()
        slowest = max(slowest, installation.stop())
        for sender in senders:
            sender.join(10)
            acknowledged += sender.acknowledged
            strange += sender.strange
            # What was sent whole 50 ms before the signal had begun; what came later met a closing door, and may be sent again.
            cut += sum(sent < asked - 0.05 for sent in sender.unanswered)
    installation.start()
    counts = line_counts(installation)
    installation.stop()
    lost, doubled = lost_and_doubled(acknowledged, counts)
    print(f"{ROUNDS} stops under load, the slowest {slowest:.2f} s; {len(acknowledged)} events acknowledged, {len(lost)} lost, "
          f"{len(doubled)} doubled; {cut} requests that had begun were cut off; other answers: {strange}")
    return bool(lost or doubled or cut or strange or not acknowledged)


if __name__ == "__main__":
    sys.exit(main())
