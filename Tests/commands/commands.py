"""Runs a command of the binary that was built, in a directory of its own."""

import os
import pathlib
import subprocess

BINARY = pathlib.Path(os.environ.get("THROUGHLINE_BINARY", ".build/debug/throughline")).resolve()


def run(home, *arguments, words=None, seconds=60, user=None):
    """What came of it: the status, and what it said on either channel. `words` go to its standard input."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHLINE_")}
    return subprocess.run(
        [BINARY, *arguments], cwd=home, input=words if words is not None else b"", capture_output=True, timeout=seconds, env=environment, user=user)


def refused(home, *arguments, **options):
    """Runs what must be refused, and returns the one sentence that says why."""
    done = run(home, *arguments, **options)
    sentence = done.stderr.decode().removeprefix("Error: ").strip()
    assert done.returncode not in (0, None) and done.returncode > 0, f"ended with {done.returncode}: {done.stdout.decode()[-300:]}"
    # What is ours to know stays ours: domains, types, places in the source.
    for inside in ("Domain", "NSCocoa", "Swift", "Optional(", "Fatal", "errno", ".swift", "UserInfo", "SQLITE_"):
        assert inside not in sentence, sentence
    return sentence


def left(home):
    """The names of what is in the directory."""
    return sorted(path.name for path in home.iterdir())
