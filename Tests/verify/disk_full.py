#!/usr/bin/env python3
"""A full disk: senders are answered 507 or 503, nothing acknowledged is lost, and it heals by itself once there is room."""

import os
import pathlib
import subprocess
import sys
import time

from installation import Installation, Senders, line_counts, lost_and_doubled, skip

SIZE = "48m"


def main():
    disk = pathlib.Path("disk").absolute()
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], capture_output=True).returncode != 0:
        skip("A small disk cannot be mounted here: run this as root.")
    try:
        return check(disk)
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def check(disk):
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(30 << 20))
    installation = Installation(disk)
    key = installation.write_key()
    installation.start()
    senders = Senders(installation, key, count=4, size=200)
    refused_at = wait(30, lambda: senders.others)
    if refused_at is None:
        print("The disk was never full.")
    before, readable = len(senders.acknowledged), installation.status("/health/live")
    time.sleep(1)
    ballast.unlink()
    healed = wait(10, lambda: len(senders.acknowledged) > before + 1000)
    senders.stop()
    counts = line_counts(installation)
    installation.stop()
    lost, doubled = lost_and_doubled(senders.acknowledged, counts)
    strange = set(senders.others) - {507, 503}
    print(f"refused after {refused_at} s with {senders.others}, live answered {readable}; healed {healed} s after there was room; "
          f"{len(senders.acknowledged)} acknowledged, {len(lost)} lost, {len(doubled)} doubled; {len(senders.broken)} connections broken")
    return bool(refused_at is None or healed is None or strange or lost or doubled or readable != 200)


def wait(seconds, condition):
    """Seconds until it held, or `None`."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if condition():
            return round(time.monotonic() - begun, 1)
        time.sleep(0.05)
    return None


if __name__ == "__main__":
    sys.exit(main())
