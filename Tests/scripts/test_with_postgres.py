"""The private PostgreSQL is there while the command runs, and nothing of it is left afterwards."""

import pathlib
import re
import signal
import subprocess
import sys

WITH_POSTGRES = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "with-postgres"


def directory_of(address):
    return pathlib.Path(re.search(r"host=([^&]+)", address).group(1))


def test_the_command_has_a_database_and_its_status_is_passed_on():
    script = 'echo "$THROUGHLINE_TEST_POSTGRES"; home=${THROUGHLINE_TEST_POSTGRES#*host=}; ls "${home%%&*}/.s.PGSQL.5432"; exit 7'
    done = subprocess.run([WITH_POSTGRES, "bash", "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (7, "")
    address, socket = done.stdout.splitlines()
    assert pathlib.Path(socket).parent == directory_of(address)
    assert not directory_of(address).exists()


def test_nothing_is_left_when_it_is_told_to_stop():
    speaker = [sys.executable, "-c", "import os, time; print(os.environ['THROUGHLINE_TEST_POSTGRES'], flush=True); time.sleep(600)"]
    process = subprocess.Popen([WITH_POSTGRES, *speaker], stdout=subprocess.PIPE, text=True)
    home = directory_of(process.stdout.readline())
    server = int((home / "data" / "postmaster.pid").read_text().split()[0])
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 128 + signal.SIGTERM
    assert not home.exists()
    state = pathlib.Path(f"/proc/{server}/stat")
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_command_that_is_not_there_is_a_sentence():
    done = subprocess.run([WITH_POSTGRES, "no-such-command"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "with-postgres: no-such-command cannot be run: No such file or directory.\n")
