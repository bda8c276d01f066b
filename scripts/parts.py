"""The parts of `make bench` and `make verify`: programs that lie in a folder, each of which can be asked for by its name."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "out" / "throughline"


def chosen(folder, names):
    """The executable files of the folder in order, or those named; an unknown name ends the program with a sentence."""
    there = {path.stem: path for path in sorted((ROOT / folder).glob("*")) if path.is_file() and os.access(path, os.X_OK)}
    unknown = [name for name in names if name not in there]
    if unknown:
        sys.exit(f"{folder} has no part {unknown[0]}: there {'are ' + ', '.join(there) if there else 'is none yet'}.")
    return [there[name] for name in names or there]


def environment(**more):
    """What a part finds in its environment: the binary under test in THROUGHLINE_BINARY, beside what we were given."""
    return os.environ | {"THROUGHLINE_BINARY": str(BINARY), "PYTHONDONTWRITEBYTECODE": "1"} | more
