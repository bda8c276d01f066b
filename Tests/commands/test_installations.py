"""Where commands work: on what is there, and in a sentence where nothing is."""

import signal
import subprocess

from commands import BINARY, left, refused, run

HEAD = "customer,email,time,event\n"
ROW = "1,ada@example.com,2026-01-01,visit\n"


def brought(home):
    (home / "visits.csv").write_text(HEAD + ROW)
    assert run(home, "import", "visits.csv").returncode == 0


def serving(home, *arguments):
    """A server that takes requests, on a port of its own choice."""
    server = subprocess.Popen([BINARY, "serve", "--port", "0", *arguments], cwd=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert b"Throughline is at" in server.stdout.readline()
    return server


def test_commands_make_no_installation_by_mistake(tmp_path):
    for command in (["person", "erase", "ada", "--confirm", "ada"], ["person", "export", "ada"], ["retention"]):
        assert "A database in nowhere was not found" in refused(tmp_path, *command, "--directory", "nowhere")
        assert left(tmp_path) == []


def test_a_key_says_that_it_begins_an_installation_and_that_a_name_is_taken(tmp_path):
    first = run(tmp_path, "key", "Shop")
    assert first.stdout.startswith(b"tl_") and b"There was no installation in data" in first.stderr
    second = run(tmp_path, "key", "Shop")
    assert second.stdout.startswith(b"tl_") and b"A source is called Shop already" in second.stderr
    assert b"There was no installation" not in second.stderr


def test_an_export_that_cannot_be_written_is_none(tmp_path):
    brought(tmp_path)
    (tmp_path / "ada.json").write_text("mine")
    assert "is there already" in refused(tmp_path, "person", "export", "ada@example.com", "--to", "ada.json")
    assert (tmp_path / "ada.json").read_text() == "mine"
    assert b"personExported" not in run(tmp_path, "person", "export", "ada@example.com").stdout


def test_a_second_server_is_refused_while_the_first_one_works(tmp_path):
    first = serving(tmp_path)
    try:
        assert "Another server is at work on data" in refused(tmp_path, "serve", "--port", "0")
        brought(tmp_path)
    finally:
        first.send_signal(signal.SIGTERM)
        first.wait(60)
    second = serving(tmp_path)
    second.send_signal(signal.SIGTERM)
    assert second.wait(60) == 0


def test_settings_that_cannot_be_meant_are_refused_before_anything_is_made(tmp_path):
    (tmp_path / "wrong.conf").write_text("prot = 9000\n")
    assert "names “prot”, which is no setting" in refused(tmp_path, "serve", "--config", "wrong.conf")
    for address in ("nonsense", "cx.example.com", "https://", "ftp://cx.example.com", "https://cx.example.com/there"):
        assert "public-url must be an address such as" in refused(tmp_path, "serve", "--public-url", address)
    assert "metrics-port must be another port" in refused(tmp_path, "serve", "--port", "9464", "--metrics-port", "9464")
    assert left(tmp_path) == ["wrong.conf"]


def test_the_demo_company_does_not_come_among_touchpoints_of_ones_own(tmp_path):
    (tmp_path / "log.csv").write_text("customer,time,event\n1,2026-01-01,visit\n")
    done = run(tmp_path, "import", "log.csv", "--directory", "own")
    assert "There was no installation in own: one has been begun there." in done.stderr.decode() and "Database: own." in done.stdout.decode()
    sentence = refused(tmp_path, "demo", "--directory", "own", "--customers", "10", "--port", "0")
    assert "holds touchpoints of yours" in sentence and "--directory" in sentence
    assert "1 were there already" in run(tmp_path, "import", "log.csv", "--directory", "own").stdout.decode()
    assert "\n  Touchpoints  1" in run(tmp_path, "report", "--directory", "own").stdout.decode()


def test_a_password_link_is_made_on_the_machine_itself(tmp_path):
    assert "was not found" in refused(tmp_path, "password", "ada@example.com")
    (tmp_path / "log.csv").write_text("customer,time,event\n1,2026-01-01,visit\n")
    run(tmp_path, "import", "log.csv")
    assert "with this address" in refused(tmp_path, "password", "ada@example.com")
    assert "must be the email address" in refused(tmp_path, "password", "ada")
