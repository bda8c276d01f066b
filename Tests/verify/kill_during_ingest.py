#!/usr/bin/env python3
"""kill -9 in the middle of ingest, 20 rounds (or ROUNDS): every acknowledged event is there after the restart, exactly once.

Eight clients post batches without a pause; what was not acknowledged they send again, with the same ids.
"""

import os
import random
import sys
import time

from installation import Installation, Senders, line_counts, lost_and_doubled

ROUNDS = int(os.environ.get("ROUNDS", "20"))


def main():
    chance = random.Random(7)
    installation = Installation(os.getcwd())
    key = installation.write_key()
    acknowledged, slowest = [], installation.start()
    for number in range(ROUNDS):
        senders = Senders(installation, key)
        time.sleep(0.5 + chance.random())
        installation.kill()
        # Some of them are sent again to the server that comes back.
        slowest = max(slowest, installation.start())
        time.sleep(0.3)
        senders.stop()
        acknowledged += senders.acknowledged
    counts = line_counts(installation)
    installation.stop()
    lost, doubled = lost_and_doubled(acknowledged, counts)
    repeated = len(acknowledged) - len(set(acknowledged))
    print(f"{ROUNDS} kills, {len(acknowledged)} events acknowledged, {sum(counts.values())} on the line; "
          f"{len(lost)} lost, {len(doubled)} doubled, {repeated} acknowledged twice; slowest start {slowest:.1f} s")
    return bool(lost or doubled or not acknowledged or slowest > 5)


if __name__ == "__main__":
    sys.exit(main())
