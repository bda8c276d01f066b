#!/usr/bin/env python3
"""Whether answers to the ten questions are equal, and their times side by side: `compare.py ANSWERS.json …` of peers.py and of ours."""

import json
import pathlib
import sys

QUESTIONS = {
    "Q1": "NPS by month and channel", "Q2": "CSAT by week and kind", "Q3": "funnel of five stages", "Q4": "directly-follows graph",
    "Q5": "top 50 path variants", "Q6": "retention by month", "Q7": "impact of low and high answers", "Q8": "features of each customer",
    "Q9": "one customer's line", "Q10": "attribution by position",
}
# Columns that were rounded, and to what: the last place may differ by one.
ROUNDED = {("Q4", 3): .001, ("Q8", 4): .01, ("Q10", 1): 1}


def differences(a, b):
    """By question, the first row in which two answers differ, as a sentence; nothing where they are equal."""
    found = {question: difference(question, a.get(question), b.get(question)) for question in QUESTIONS}
    return {question: sentence for question, sentence in found.items() if sentence}


def difference(question, a, b):
    if not a or not b:
        return None if a == b else "only one has answered"
    a, b = (in_order(question, answer["rows"]) for answer in (a, b))
    for one, other in zip(a, b):
        if len(one) != len(other) or not all(equal(question, column, *pair) for column, pair in enumerate(zip(one, other))):
            return f"{one} is not {other}"
    return None if len(a) == len(b) else f"{len(a)} rows are not {len(b)}"


def in_order(question, rows):
    """Only the order of the variants is part of the answer."""
    return rows if question == "Q5" else sorted(rows, key=lambda row: [cell if isinstance(cell, str) else "" for cell in row] + row)


def equal(question, column, a, b):
    if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
        return a == b
    return abs(a - b) <= max(1e-6 * max(abs(a), abs(b)), ROUNDED.get((question, column), 0) * 1.001)


def table(answers):
    """Seconds of every question, the sum of all but Q9, whose milliseconds are of half and of 99 % of the customers."""
    lines = [["", "", *answers]]
    for question, name in QUESTIONS.items():
        lines.append([question, name, *(cell(answer.get(question)) for answer in answers.values())])
    sums = [sum(answer[question].get("seconds", 0) for question in QUESTIONS if question in answer) for answer in answers.values()]
    lines.append(["", "seconds together", *(f"{one:.4f}" for one in sums)])
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join("  ".join(text.ljust(width) if place < 2 else text.rjust(width) for place, (text, width) in enumerate(zip(line, widths)))
                     for line in lines)


def cell(answer):
    if not answer:
        return "–"
    return f"{answer['seconds']:.4f}" if "seconds" in answer else f"{answer['p50_ms']:.3f} / {answer['p99_ms']:.3f} ms"


def main():
    answers = {}
    for path in sys.argv[1:]:
        answers |= json.loads(pathlib.Path(path).read_text())
    print(table(answers))
    first, *others = answers
    found = [(name, *difference) for name in others for difference in differences(answers[first], answers[name]).items()]
    for name, question, sentence in found:
        print(f"{question} differs between {first} and {name}: {sentence}")
    print("" if found else f"All {len(answers)} answers are equal.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
