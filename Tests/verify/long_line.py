#!/usr/bin/env python3
"""A line of 2 GB, of which nobody knows the end, made on the fly: it is refused or passed over without being held in memory."""

import os
import subprocess
import sys

BINARY = os.environ["THROUGHLINE_BINARY"]
LENGTH, PIECE, MOST_MEMORY = 2 << 30, b"a" * (1 << 20), 400 << 20

HEAD = b"customer,time,event\n" + b"".join(b"%d,2026-01-01,visit\n" % number for number in range(100))
CALL = b'{"type":"track","userId":"1","event":"Visit","timestamp":"2026-01-01T00:00:00Z","messageId":"%d"}\n'
CASES = {
    "a value without an end": HEAD + b"7,2026-01-01,",
    "a quote that nobody closes": HEAD + b'7,2026-01-01,"',
    "a first line without an end": b"",
    "a JSON text without an end": CALL % 1 + CALL % 2 + b'{"type":"track","userId":"',
    "a name in XML without an end": b"<log><trace><event><string key='",
}


def memory_of(process):
    """The most memory it has held, in bytes; 0 once it is gone."""
    try:
        with open(f"/proc/{process.pid}/status") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def main():
    faults = []
    for name, beginning in CASES.items():
        process = subprocess.Popen(
            [BINARY, "import", "-", "--directory", name.replace(" ", "-")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        written, most = len(beginning), 0
        try:
            process.stdin.write(beginning)
            while written < LENGTH:
                process.stdin.write(PIECE)
                written += len(PIECE)
                most = max(most, memory_of(process))
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stdout.read().decode(errors="replace").strip()
        status = process.wait(120)
        print(f"{name}: status {status} after {written >> 20} MB, {most >> 20} MB of memory: {said[:200]}")
        if most > MOST_MEMORY or status < 0 or len(said.splitlines()) != 1:
            faults.append(name)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
