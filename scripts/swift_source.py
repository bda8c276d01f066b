"""The Swift files of this package as the checks read them: which there are, and their code without words."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Longest first: a multi-line string may hold quotes, and a string may hold what looks like a comment.
WORDS = re.compile(
    r'(?P<hashes>#+)"""[\s\S]*?"""(?P=hashes)'
    r'|"""(?:\\[\s\S]|(?!""")[\s\S])*"""'
    r'|(?P<hash>#+)".*?"(?P=hash)'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|`[^`\n]*`"
    r"|//[^\n]*"
    r"|/\*[\s\S]*?\*/"
)


def swift_files(*folders):
    """The Swift files below the folders, as paths from the root of the package, in order."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.swift")):
            if not any(part.startswith(".build") for part in path.parts):
                yield path.relative_to(ROOT)


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def code_lines(text):
    """The lines of the code, with what stands in strings, comments and raw identifiers taken out: `print("} //")` → `print()`."""
    return WORDS.sub(lambda match: "\n" * match.group().count("\n"), text).split("\n")
