"""A table of what was measured, each figure beside a peer or a floor of the same run and beside what is wanted of it.

A row is a JSON object:

    {"measure": "ingest, batches of 100", "ours": 41200, "unit": "events/s", "better": "more",
     "peer": "bare group commit", "theirs": 27300, "wanted": 40000}

`peer` and `theirs`, and `wanted`, may be absent. `better` is "more" or "less". The ratio is above 1 where ours is the better.
"""

HEAD = ("measure", "ours", "peer", "theirs", "ratio", "wanted", "")


def ratio(row):
    """How many times better ours is than theirs; `None` without a peer."""
    ours, theirs = row["ours"], row.get("theirs")
    if not ours or not theirs:
        return None
    return ours / theirs if row["better"] == "more" else theirs / ours


def reached(row):
    """Whether ours is at least as good as wanted; `None` where nothing is wanted."""
    if row.get("wanted") is None:
        return None
    return row["ours"] >= row["wanted"] if row["better"] == "more" else row["ours"] <= row["wanted"]


def figure(value, unit=""):
    """`41 200 events/s`; three digits are enough below a thousand."""
    if value is None:
        return ""
    digits = f"{value:,.0f}".replace(",", " ") if abs(value) >= 1000 else f"{value:.3g}"
    return f"{digits} {unit}".strip()


def cells(row):
    times = ratio(row)
    sign = "≥" if row["better"] == "more" else "≤"
    return (
        row["measure"], figure(row["ours"], row["unit"]), row.get("peer", ""), figure(row.get("theirs"), row["unit"]),
        f"{times:.2f}×" if times else "", f"{sign} {figure(row['wanted'])}" if row.get("wanted") is not None else "",
        {True: "reached", False: "missed", None: ""}[reached(row)])


def table(rows):
    """The rows as aligned lines of text; figures to the right."""
    lines = [HEAD, *map(cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    to_the_right = {1, 3, 4, 5}

    def aligned(line):
        places = enumerate(zip(line, widths))
        return "  ".join(cell.rjust(width) if column in to_the_right else cell.ljust(width) for column, (cell, width) in places).rstrip()

    return "\n".join(map(aligned, lines))
