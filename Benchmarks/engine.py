#!/usr/bin/env python3
"""The ten questions of engine/questions.md to ten million touchpoints (or ROWS) of 400,000 customers: ours beside DuckDB, Polars and ClickHouse.

All answers are compared row by row; where one differs, nothing is printed but that. The floor is a program for just these ten.
Takes ten minutes and 4 GB of disk; so it runs only where it is asked for: `make bench PART=engine`.
"""

import json
import os
import pathlib
import subprocess
import sys

from measuring import BINARY, HERE, row, write_rows

ROWS = int(os.environ.get("ROWS", "10000000"))
ENGINE = HERE / "engine"
sys.path.insert(0, str(ENGINE))

import compare  # noqa: E402

# How many times faster than the fastest peer each question is wanted to be.
WANTED = {"Q1": 1, "Q2": 1, "Q3": 4, "Q4": 1.8, "Q5": 4, "Q6": 4, "Q7": 4, "Q8": 2.5, "Q10": 4}


def python():
    """A Python that has the peers; installed once, anew when their versions have changed."""
    home, needs = HERE.parent / ".build-bench", ENGINE / "needs.txt"
    installed = home / "needs.txt"
    if not installed.exists() or installed.read_text() != needs.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", needs], check=True)
        installed.write_text(needs.read_text())
    return home / "bin" / "python"


def answers(interpreter):
    """Everybody's answers, ours by the name of throughline."""
    run = lambda *arguments: subprocess.run([*map(str, arguments)], check=True)  # noqa: E731
    run(interpreter, ENGINE / "make_log.py", ROWS, ROWS // 25, "log")
    run(BINARY, "import", "log/log.csv", "--directory", "data")
    run(BINARY, "questions", "--directory", "data", "--asked", "log/asked.txt", "--json", "ours.json")
    run(interpreter, ENGINE / "peers.py", "log", "peers.json")
    return json.loads(pathlib.Path("peers.json").read_text()), json.loads(pathlib.Path("ours.json").read_text())["throughline"]


def rows(peers, ours):
    """Each question beside the fastest peer, then all of them together."""
    floor = peers.pop("floor", {})
    found = []
    for question, times in WANTED.items():
        name, seconds = min(((name, answer[question]["seconds"]) for name, answer in peers.items()), key=lambda pair: pair[1])
        measure = f"{question}: {compare.QUESTIONS[question]}"
        found.append(row(measure, ours[question]["seconds"] * 1000, "ms", "less", seconds * 1000 / times, name, seconds * 1000))
    name, line = min(((name, answer["Q9"]["p99_ms"]) for name, answer in peers.items()), key=lambda pair: pair[1])
    found.append(row("Q9: one customer's line, p99", ours["Q9"]["p99_ms"], "ms", "less", 0.2, name, line))
    together = lambda answer: sum(answer[question]["seconds"] for question in WANTED) * 1000  # noqa: E731
    name, fastest = min(((name, together(answer)) for name, answer in peers.items()), key=lambda pair: pair[1])
    found.append(row("all but Q9 together", together(ours), "ms", "less", fastest / 4, name, fastest))
    if floor:
        found.append(row("all but Q9 together", together(ours), "ms", "less", 2 * together(floor), "the floor", together(floor)))
    return found + room(ours)


def room(ours):
    """How fast the columns are made from the database, and how much room they take."""
    size = pathlib.Path("data/line.columns").stat().st_size
    return [row("columns from the database", ROWS / ours["ready"]["seconds"], "touchpoints/s", "more", 1_500_000),
            row("columns on disk", size / ROWS, "bytes/touchpoint", "less", 24)]


def main():
    peers, ours = answers(python())
    for name, answer in peers.items():
        for question, sentence in compare.differences(ours, answer).items():
            sys.exit(f"bench: {question} of {name} differs: {sentence}")
    print(compare.table(peers | {"throughline": ours}))
    write_rows(rows(peers, ours))


if __name__ == "__main__":
    main()
