"""Mail handed to the program that was built: by a pipe, by LMTP and SMTP, and through kills."""

import contextlib
import email.message
import shutil
import signal
import smtplib
import socket
import sqlite3
import subprocess
import threading
import time

import pytest

from commands import BINARY, refused, run


def letter(number, text="It is dented."):
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "Kim <kim@example.com>", "help@shop.example", f"Letter {number}"
    message["Message-ID"] = f"<k{number}@example.com>"
    message.set_content(text)
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def database(home):
    return sqlite3.connect(home / "data" / "throughline.sqlite", timeout=30)


def rows(home, question):
    with contextlib.closing(database(home)) as connection:
        return connection.execute(question).fetchall()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def home(tmp_path):
    """An installation with a mailbox; it is set up on a page, of which there is none here."""
    assert run(tmp_path, "key", "Shop").returncode == 0
    with contextlib.closing(database(tmp_path)) as connection, connection:
        connection.execute(
            "INSERT INTO mailbox (number, address, name, signature, takes_details, imap_host, imap_port, imap_security, imap_user,"
            " imap_password, imap_folder, imap_all, smtp_host, smtp_port, smtp_security, smtp_user, smtp_password, silent_after, fetch_fault,"
            " send_fault, created_at)"
            " VALUES (1, 'help@shop.example', 'Help', '', 0, '', 0, 'none', '', '', 'INBOX', 0, '', 0, 'none', '', '', 0, '', '', 1)")
    return tmp_path


@contextlib.contextmanager
def server(home, port):
    process = subprocess.Popen(
        [BINARY, "serve", "--port", "0", "--mail-port", str(port)], cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        else:
            pytest.fail("nobody takes mail after thirty seconds")
        yield process
    finally:
        process.kill()
        process.wait()


def settled(home, count):
    """Waits until so many messages have been filed, and tells how they are. What a killed server had begun is anybody's after a minute."""
    for _ in range(1_000):
        found = rows(home, "SELECT state, COUNT(*) FROM mail_message GROUP BY state")
        if found == [("filed", count)]:
            return found
        time.sleep(0.1)
    return found


def test_a_pipe_keeps_a_message_once(home):
    for _ in range(2):
        assert run(home, "mail", "-", "--to", "help@shop.example", words=letter(1)).returncode == 0
    (home / "letter.eml").write_bytes(letter(2))
    assert run(home, "mail", "letter.eml", "--to", "Help+more@shop.example").returncode == 0
    assert rows(home, "SELECT message_id, arrivals FROM mail_message ORDER BY message_id") == [("k1@example.com", 2), ("k2@example.com", 1)]


def test_a_pipe_says_in_numbers_what_mail_servers_understand(home):
    done = run(home, "mail", "-", "--to", "nobody@shop.example", words=letter(1))
    assert done.returncode == 67 and b"nobody@shop.example" in done.stderr
    assert run(home, "mail", "no-such-file", "--to", "help@shop.example").returncode == 75
    (home / "data" / "throughline.sqlite").rename(home / "away")
    (home / "data" / "throughline.sqlite").mkdir()
    assert run(home, "mail", "-", "--to", "help@shop.example", words=letter(1)).returncode == 75
    assert "Traceback" not in refused(home, "mail", "-", words=letter(1))


def test_a_pipe_refuses_what_is_too_large(home):
    assert run(home, "mail", "-", "--to", "help@shop.example", words=letter(1) + b"x" * (26 << 20)).returncode == 69
    assert rows(home, "SELECT COUNT(*) FROM mail_message") == [(0,)]


@pytest.mark.skipif(shutil.which("swaks") is None, reason="swaks is not installed: scripts/install-needs --tests does it")
@pytest.mark.parametrize("protocol", ["LMTP", "ESMTP"])
def test_swaks_hands_over_a_letter_with_a_file(home, protocol):
    port = free_port()
    (home / "plan.pdf").write_bytes(b"%PDF-1.4 " + b"x" * 100_000)
    with server(home, port):
        command = ["swaks", "--server", f"127.0.0.1:{port}", "--protocol", protocol, "--from", "kim@example.com", "--to", "help@shop.example",
                   "--header", "Subject: A plan", "--body", "See there.", "--attach", f"@{home}/plan.pdf", "--silent", "3"]
        assert subprocess.run(command, check=False).returncode == 0
        assert subprocess.run([*command, "--to", "eve@shop.example"], check=False, stderr=subprocess.DEVNULL).returncode in (0, 24)
        assert settled(home, 1) == [("filed", 1)]
    assert rows(home, "SELECT name, size FROM mail_attachment") == [("plan.pdf", 100_009)]
    assert [text.strip() for (text,) in rows(home, "SELECT text FROM conversation_entry")] == ["See there."]


def test_what_was_taken_is_there_after_a_kill_once(home):
    port, taken, stop = free_port(), [], threading.Event()

    def send(first):
        number = first
        while not stop.is_set():
            try:
                with smtplib.LMTP("127.0.0.1", port) as connection:
                    while not stop.is_set():
                        # What was not answered is sent again, as a mail server does.
                        connection.sendmail("kim@example.com", ["help@shop.example"], letter(number))
                        taken.append(f"k{number}@example.com")
                        number += 4
                        # Each is filed before the end: a few hundred are enough.
                        time.sleep(0.03)
            except (OSError, smtplib.SMTPException):
                time.sleep(0.05)

    senders = [threading.Thread(target=send, args=(first,)) for first in range(4)]
    for round in range(4):
        with server(home, port) as process:
            if round == 0:
                for sender in senders:
                    sender.start()
            time.sleep(1.5)
            process.send_signal(signal.SIGKILL)
            process.wait()
    stop.set()
    for sender in senders:
        sender.join()
    with server(home, port):
        kept = rows(home, "SELECT COUNT(*) FROM mail_message")[0][0]
        assert settled(home, kept) == [("filed", kept)]
    ids = [id for (id,) in rows(home, "SELECT message_id FROM mail_message")]
    assert len(taken) > 20 and set(taken) <= set(ids) and len(ids) == len(set(ids))
    assert rows(home, "SELECT COUNT(*), COUNT(DISTINCT text), COUNT(DISTINCT conversation) FROM conversation_entry") == [(kept, 1, kept)]
