"""Words on the command line that make no sense: one sentence says which, why and what else to say; nothing is made meanwhile."""

import socket

import pytest

from commands import left, refused, run

# What was said, and words that the sentence must have.
REFUSED = [
    (["nonsense"], "nonsense"),
    (["import"], "<file>"),
    (["import", "visits.csv", "--nonsense"], "--nonsense"),
    (["import", "visits.csv", "--map", "nonsense"], "--map"),
    (["import", "visits.csv", "--map", "at=nothing"], "“nothing”"),
    (["import", "visits.csv", "--encoding", "klingon"], "--encoding"),
    (["import", "visits.csv", "--format", "docx"], "--format"),
    (["import", "visits.csv", "--time-zone", "Mars/Olympus"], "--time-zone"),
    (["import", "visits.csv", "--currency", "Shells"], "--currency"),
    (["import", "visits.csv", "--survey", "missing.yaml"], "missing.yaml"),
    (["import", "visits.csv", "--source", ""], "--source"),
    (["report", "visits.csv", "--from", "yesterday"], "--from"),
    (["report", "visits.csv", "--funnel", "page_view,nonsense"], "--funnel"),
    (["report", "visits.csv", "--html", "no/such/folder.html"], "--html"),
    (["report"], "A database in data was not found"),
    (["duplicates"], "A database in data was not found"),
    (["duplicates", "--limit", "many"], "many"),
    (["backup", "copy"], "A database in data was not found"),
    (["restore", "missing"], "missing"),
    (["restore", "visits.csv"], "visits.csv"),
    (["restore", "folder"], "folder"),
    (["key", ""], "1 to 100 characters"),
    (["key", "a" * 101], "1 to 100 characters"),
    (["serve", "--port", "http"], "port"),
    (["serve", "--port", "65536"], "65535"),
    (["serve", "--metrics-port", "0"], "metrics-port"),
    (["serve", "--mail-port", "99999"], "mail-port"),
    (["serve", "--events-per-second", "many"], "events-per-second"),
    (["serve", "--directory", "visits.csv"], "visits.csv"),
    (["serve", "--directory", "/proc/nothing"], "/proc/nothing"),
    (["serve", "--config", "missing.conf"], "missing.conf"),
    (["serve", "--config", "folder"], "folder"),
    (["serve", "--config", "picture.png"], "picture.png"),
    (["serve", "--config", "visits.csv"], "line 1"),
    (["serve", "--database", "mysql://localhost/x"], "postgresql://"),
    (["serve", "--database", "postgresql://127.0.0.1:1/x"], "cannot be reached"),
    (["demo", "--customers", "many"], "many"),
    (["demo", "--customers=-5"], "--customers"),
]


@pytest.fixture
def home(tmp_path):
    (tmp_path / "visits.csv").write_text("customer,time,event\n1,2026-01-01,visit\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\x00")
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize("said, words", REFUSED, ids=lambda value: " ".join(value)[:50] if isinstance(value, list) else "")
def test_is_refused_in_a_sentence(said, words, home):
    before = left(home)
    sentence = refused(home, *said)
    assert words in sentence.splitlines()[0] + " " + " ".join(sentence.splitlines()[1:2]), sentence
    assert left(home) == before


def test_a_port_that_is_taken_is_said(home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = refused(home, "serve", "--port", str(port))
    assert f"Port {port} of 127.0.0.1 is taken by another program" in sentence and "--port" in sentence


def test_a_host_that_is_none_is_said(home):
    assert "“nowhere.invalid”" in refused(home, "serve", "--host", "nowhere.invalid", "--port", "0")
    assert "“192.0.2.7”" in refused(home, "serve", "--host", "192.0.2.7", "--port", "0")


def test_a_doctor_finds_nothing_without_making_it(home):
    done = run(home, "doctor")
    assert done.returncode == 1 and "✗" in done.stdout.decode()
    assert "data" not in left(home)
