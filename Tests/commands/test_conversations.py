"""Conversations in and out by the program that was built: from files, twice, interrupted, and back again."""

import contextlib
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

from commands import BINARY, left, refused, run

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "conversations"


def tickets(count, start=1):
    return "".join(
        json.dumps({
            "id": number, "subject": f"Ticket {number}", "status": "solved", "requester": {"id": 5, "email": f"kim{number % 50}@example.com"},
            "comments": [{"id": 10 * number + place, "author_id": 5 if place % 2 == 0 else 6, "body": f"Comment {place}",
                          "created_at": f"2025-01-01T10:{place:02}:00Z"} for place in range(4)]}) + "\n"
        for number in range(start, start + count))


def taken(home):
    """How many conversations are on the disk."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{home}/data/throughline.sqlite?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT COUNT(*) FROM conversation").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize("name, count", [("zendesk.json", 3), ("chatwoot.json", 2), ("zammad.json", 2), ("help.mbox", 2)])
def test_an_example_is_shown_brought_in_and_known(tmp_path, name, count):
    shutil.copy(EXAMPLES / name, tmp_path)
    shown = run(tmp_path, "conversations", "import", name, "--dry-run")
    assert shown.returncode == 0 and b"First conversations:" in shown.stdout, shown.stderr
    done = run(tmp_path, "conversations", "import", name)
    assert done.returncode == 0 and done.stdout.startswith(f"{count} conversations taken; ".encode()), done
    again = run(tmp_path, "conversations", "import", name)
    assert again.stdout.startswith(f"0 conversations taken; {count} were there already".encode()), again.stdout
    assert ("help.mbox.rejected.csv" in left(tmp_path)) == (name == "help.mbox")


@pytest.mark.parametrize("content, reason", [
    ("", "is empty: there is nothing to import."), ("a,b\n1,2\n", "holds no conversations"), ("[", "breaks off"), ("[{}]", "is of no format"),
])
def test_a_bad_file_is_refused_in_one_sentence_and_makes_no_installation(tmp_path, content, reason):
    (tmp_path / "x.json").write_text(content)
    assert reason in refused(tmp_path, "conversations", "import", "x.json")
    assert left(tmp_path) == ["x.json"]


def test_what_is_asked_wrongly_is_said(tmp_path):
    assert "was not found" in refused(tmp_path, "conversations", "import", "none.json")
    (tmp_path / "x.json").write_text(tickets(1))
    assert "must be one of throughline, zendesk, chatwoot, zammad, mbox" in refused(tmp_path, "conversations", "import", "x.json", "--format", "odd")
    assert "was not found" in refused(tmp_path, "conversations", "export", "out")
    assert run(tmp_path, "conversations", "import", "x.json").returncode == 0
    assert "must be a day" in refused(tmp_path, "conversations", "export", "out", "--since", "soon")
    assert "must be jsonl or csv" in refused(tmp_path, "conversations", "export", "out", "--format", "xml")
    assert "CSV makes two files" in refused(tmp_path, "conversations", "export", "-", "--format", "csv")


def test_an_interrupted_import_goes_on(tmp_path):
    (tmp_path / "big.json").write_text(tickets(6_000))
    process = subprocess.Popen([BINARY, "conversations", "import", "big.json"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(600):
        if taken(tmp_path) > 0:
            break
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 130 and "interrupted: start the same command again to go on" in said, said
    rest = run(tmp_path, "conversations", "import", "big.json", seconds=300)
    assert rest.returncode == 0 and rest.stdout.startswith(b"6000 conversations taken"), rest.stdout
    lines = run(tmp_path, "conversations", "export", "-", seconds=300).stdout.splitlines()
    assert len(lines) == 6_000 and all(len(json.loads(line)["entries"]) == 5 for line in lines)


def test_everything_goes_out_and_comes_back(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for home in (one, other):
        home.mkdir()
    shutil.copy(EXAMPLES / "zendesk.json", one)
    (one / "orders.csv").write_text("user,email,at,event,amount,currency\nu1,kim@example.com,2025-03-01,order_placed,9.99,EUR\n")
    assert run(one, "conversations", "import", "zendesk.json").returncode == 0
    assert run(one, "import", "orders.csv").returncode == 0
    done = run(one, "export", str(other / "out"))
    assert done.returncode == 0 and left(other / "out") == ["conversations.jsonl", "customers.jsonl", "touchpoints.jsonl"], done.stderr
    assert run(other, "import", "out/customers.jsonl").stdout.startswith(b"4 touchpoints taken")
    assert run(other, "import", "out/touchpoints.jsonl").stdout.startswith(b"1 touchpoint taken")
    assert run(other, "conversations", "import", "out/conversations.jsonl").stdout.startswith(b"3 conversations taken")
    first, second = ([json.loads(line) for line in run(home, "conversations", "export", "-").stdout.splitlines()] for home in (one, other))
    told = lambda all: [[(entry["happening"], entry["at"], entry.get("text")) for entry in one["entries"]] for one in all]
    assert told(first) == told(second)
    tables = run(one, "conversations", "export", "tables", "--format", "csv")
    assert tables.returncode == 0 and left(one / "tables") == ["conversations.csv", "messages.csv"]
