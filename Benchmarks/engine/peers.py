#!/usr/bin/env python3
"""Asks the ten questions of questions.md: `peers.py FOLDER [duckdb,polars,chdb,floor] OUTPUT.json`.

Each peer holds the log of FOLDER (make_log.py) in its best form – by customer and time, kinds and channels as codes –, in a process of
its own with two threads. A time is the median of seven, warm, from the question to its rows in Python; that of Q8 to columns of Arrow.
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import make_log

HERE = pathlib.Path(__file__).resolve().parent
PEERS = "duckdb,polars,chdb,floor"
THREADS = 2
# In the order of their names, so that codes sort like names.
KINDS, CHANNELS, SCALES = sorted(make_log.KINDS), sorted(make_log.CHANNELS), ["ces", "csat", "nps"]
STAGES = {kind: int(stage) for kind, stage in zip(make_log.KINDS, make_log.STAGE)}


def questions(name):
    """The texts of an SQL file by question."""
    parts = re.split(r"^-- (Q\d+)\n", (HERE / name).read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], map(str.strip, parts[2::2])))


def timed(ask):
    begun = time.perf_counter()
    found = ask()
    return time.perf_counter() - begun, found


def measured(asks, line, asked):
    """The answers and times of all questions; `asks` by question, `line` of a customer."""
    found = {}
    for question, ask in asks.items():
        answer = ask()
        seconds = statistics.median(timed(ask)[0] for _ in range(7))
        found[question] = {"seconds": seconds, "rows": sums(answer) if question == "Q8" else [list(row) for row in answer]}
    touches = [len(line(customer)) for customer in asked]
    times = sorted(timed(lambda: line(customer))[0] * 1000 for customer in asked)
    return found | {"Q9": {"p50_ms": times[len(times) // 2], "p99_ms": times[len(times) * 99 // 100], "rows": [[sum(touches)]]}}


def sums(table):
    """The one row by which tables of features are compared, of any table with columns that can be taken out."""
    from pyarrow import compute
    columns = [table.column(name) for name in ("recency", "month", "quarter", "mood", "negative", "last", "open")]
    return [[table.num_rows, *(round(float(compute.sum(compute.cast(column, "float64")).as_py()), 2) for column in columns)]]


def in_duckdb(folder):
    import duckdb
    connection = duckdb.connect(config={"threads": THREADS})
    for name, values in (("kind", KINDS), ("channel", CHANNELS), ("scale", SCALES)):
        connection.execute(f"CREATE TYPE {name} AS ENUM {tuple(values)}")
    connection.execute("CREATE TABLE stage (kind kind, stage UTINYINT)")
    connection.executemany("INSERT INTO stage VALUES (?, ?)", list(STAGES.items()))
    connection.execute(f"""
        CREATE TABLE touch AS
        SELECT customer, "at"::TIMESTAMP AS moment, kind::kind AS kind, channel::channel AS channel, stage, score, scale::scale AS scale,
               sentiment, value
        FROM '{folder}/log.parquet' JOIN stage USING (kind) ORDER BY customer, moment""")
    texts = questions("duckdb.sql")
    line = texts.pop("Q9")
    asks = {question: lambda text=text: connection.sql(text).fetchall() for question, text in texts.items()}
    asks["Q8"] = lambda: connection.sql(texts["Q8"]).to_arrow_table()
    return asks, lambda customer: connection.execute(line, [customer]).fetchall()


def in_polars(folder):
    os.environ["POLARS_MAX_THREADS"] = str(THREADS)
    import polars
    from polars_answers import answers
    frame = polars.read_parquet(folder / "log.parquet").with_columns(
        moment=polars.col("at").cast(polars.Datetime("ms")), kind=polars.col("kind").cast(polars.Enum(KINDS)),
        channel=polars.col("channel").cast(polars.Enum(CHANNELS)), scale=polars.col("scale").cast(polars.Enum(SCALES)),
        stage=polars.col("kind").replace_strict(STAGES, return_dtype=polars.UInt8))
    frame = frame.drop("at", "currency").sort("customer", "moment").rechunk()
    plans, customers = answers(frame), frame["customer"]

    def ask(question):
        """By the faster of its two engines, which differs from question to question."""
        def found(engine):
            frame = plans[question].collect(engine=engine)
            return frame.to_arrow() if question == "Q8" else frame.rows()
        engine = min(("streaming", "in-memory"), key=lambda engine: min(timed(lambda: found(engine))[0] for _ in range(3)))
        return lambda: found(engine)

    def line(customer):
        first, last = (customers.search_sorted(customer, side) for side in ("left", "right"))
        return frame.slice(first, last - first).rows()

    return {question: ask(question) for question in plans}, line


def in_chdb(folder):
    import pyarrow
    from chdb import session
    home = folder / "clickhouse"
    shutil.rmtree(home, ignore_errors=True)
    clickhouse = session.Session(str(home))
    codes = {name: "Enum8(" + ", ".join(f"'{value}' = {code}" for code, value in enumerate(values)) + ")"
             for name, values in (("kind", KINDS), ("channel", CHANNELS), ("scale", ["", *SCALES]))}
    for text in ("CREATE DATABASE bench", "USE bench", f"SET max_threads = {THREADS}", f"""
            CREATE TABLE touch (customer UInt32, moment DateTime('UTC'), kind {codes['kind']}, channel {codes['channel']}, stage UInt8,
                                score Nullable(Int8), scale {codes['scale']}, sentiment Nullable(Float32), value Int64)
            ENGINE = MergeTree ORDER BY (customer, moment)""", f"""
            INSERT INTO touch SELECT customer, at, kind, channel, transform(assumeNotNull(kind), {list(STAGES)}, {list(STAGES.values())}, 0),
                                     score, ifNull(scale, ''), sentiment, ifNull(value, 0)
            FROM file('{folder.resolve()}/log.parquet', Parquet)""", "OPTIMIZE TABLE touch FINAL"):
        clickhouse.query(text)

    def rows(text):
        return [json.loads(line) for line in clickhouse.query(text, "JSONCompactEachRow").bytes().splitlines()]

    texts = {name: text.replace(":kinds", str(KINDS)).replace(":channels", str(CHANNELS)) for name, text in questions("clickhouse.sql").items()}
    line = texts.pop("Q9")
    asks = {question: lambda text=text: rows(text) for question, text in texts.items()}
    asks["Q8"] = lambda: pyarrow.ipc.open_file(clickhouse.query(texts["Q8"], "Arrow").bytes()).read_all()
    return asks, lambda customer: rows(line.replace("?", str(customer)))


def build_floor(program):
    """Compiles floor.cpp; whether there is a compiler that can."""
    for compiler in filter(shutil.which, ("clang++", "g++")):
        done = subprocess.run([compiler, "-std=c++20", "-O3", "-march=native", "-pthread", HERE / "floor.cpp", "-o", program], capture_output=True)
        if done.returncode == 0:
            return True
    return False


def floor(folder):
    """The answers of the floor, which measures itself; nothing where no compiler is."""
    with tempfile.TemporaryDirectory() as home:
        if not build_floor(f"{home}/floor"):
            print("peers: neither clang++ nor g++ can compile floor.cpp, so the floor is left out.")
            return {}
        return json.loads(subprocess.run([f"{home}/floor", folder], check=True, capture_output=True, text=True).stdout)


def answered(name, folder):
    if name == "floor":
        return floor(folder)
    asked = [int(customer) for customer in (folder / "asked.txt").read_text().split()]
    return {name: measured(*{"duckdb": in_duckdb, "polars": in_polars, "chdb": in_chdb}[name](folder), asked)}


def main():
    folder, *names, output = sys.argv[1:]
    names = (names or [PEERS])[0].split(",")
    found = {}
    for name in names:
        if len(names) == 1:
            found = answered(name, pathlib.Path(folder))
        else:
            subprocess.run([sys.executable, __file__, folder, name, output], check=True)
            found |= json.loads(pathlib.Path(output).read_text())
    pathlib.Path(output).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
