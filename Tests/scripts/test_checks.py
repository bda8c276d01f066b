"""The checks see what they are there for, say where, and leave good code alone. Each runs on a small package made for it."""

import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def check(tmp_path):
    """Runs a check on the files given by path; answers its exit status and its lines."""
    (tmp_path / "scripts").mkdir()
    for name in ("swift_source.py", "check-imports", "check-sizes", "check-words", "check-format"):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts")
    shutil.copy(ROOT / ".swift-format", tmp_path)
    (tmp_path / "Package.swift").write_text("// swift-tools-version:6.2\n")

    def run(name, **files):
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        done = subprocess.run([tmp_path / "scripts" / name], capture_output=True, text=True, cwd=tmp_path)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    return run


def one(path, *lines):
    return {path: "\n".join(lines) + "\n"}


@pytest.mark.parametrize(
    "path, line, sentence",
    [
        ("Sources/Kernel/A.swift", "import Storage", "Kernel may not import Storage."),
        ("Sources/People/PersonStore.swift", "package import Timeline", "People may not import Timeline."),
        ("Sources/Desk/Desk.swift", "@testable import struct Feedback.Survey", "Desk may not import Feedback."),
        ("Sources/Storage/A.swift", "import GRDB", "only SQLiteStorage may import GRDB."),
        ("Sources/People/Person.swift", "import Storage", "inside a part only files named …Store, …Projection, …Worker, …Part may import Storage."),
        ("Sources/Drawer/A.swift", "import Kernel", "Drawer is not in the table of scripts/check-imports: say there what it may import."),
    ],
)
def test_an_import_against_the_table_is_named(check, path, line, sentence):
    assert check("check-imports", **one(path, "// A file.", line)) == (1, [f"{path}:2: {sentence}"])


def test_imports_of_the_table_are_in_order(check):
    good = one("Sources/People/PersonStore+Search.swift", "package import Kernel", "import Storage", 'let text = """', "import Desk", '"""')
    assert check("check-imports", **good, **one("Sources/App/App.swift", "import People", "import Desk")) == (0, ["imports: in order"])


def function(lines, indentation="    ", head="func walk() {"):
    return [indentation + head, *[f"{indentation}    step()"] * (lines - 2), indentation + "}"]


HEADS = ["func walk() {", "package static func walk<A>(_ a: A) throws -> Int {", "var steps: [Int] {", "init?(_ text: String) {"]


@pytest.mark.parametrize("head", HEADS)
def test_a_long_function_is_named_by_its_first_line(check, head):
    status, lines = check("check-sizes", **one("Sources/Kernel/Walk.swift", "struct Walk {", *function(61, head=head), "}"))
    assert status == 1
    assert len(lines) == 1 and lines[0].startswith("Sources/Kernel/Walk.swift:2: ") and lines[0].endswith("has 61 lines, more than 60.")


def test_braces_in_strings_and_requirements_of_protocols_begin_no_function(check):
    good = one(
        "Sources/Kernel/Walk.swift",
        "protocol Walk {", "    func walk()", "    func rest() -> Int", "}", "struct March {", "    func turn() { step() }", *function(60),
        '    let text = """', *["        { func a() {"] * 70, '        """', "}")
    assert check("check-sizes", **good) == (0, ["sizes: in order"])


def test_long_files_and_lines_are_named(check):
    status, lines = check("check-sizes", **one("Tests/KernelTests/A.swift", *["// x"] * 401), **one("scripts/more", "#" * 151))
    assert status == 1
    assert lines == [
        "Tests/KernelTests/A.swift:401: this file has 401 lines, more than 400.",
        "scripts/more:1: this line has 151 characters, more than 150.",
    ]


@pytest.mark.parametrize(
    "line, word",
    [
        ("public struct A {}", "widest access"), ("public import Kernel", "widest access"), ("let a = try! b()", "forced try"),
        ("fatalError()", "ends the server"), ("let now = Date()", "handed in"), ("let h = HTML(trusted: text)", "why this text can be trusted"),
        ("final class A: @unchecked Sendable {}", "safe to share"), ("let a = try? b()", "does not matter"), ("// TO" + "DO: later", "unfinished"),
        ("struct StringUtils {}", "drawer"), ("enum Core {}", "drawer"), ("actor CacheManager {}", "drawer"),
    ],
)
def test_a_word_that_we_do_not_write_is_named(check, line, word):
    status, lines = check("check-words", **one("Sources/Kernel/A.swift", "import Kernel", line))
    assert status == 1
    assert len(lines) == 1 and lines[0].startswith("Sources/Kernel/A.swift:2: ") and word in lines[0]


def test_a_drawer_among_files_is_named(check):
    assert check("check-words", **one("Sources/Kernel/Helpers/A.swift", ""))[0] == 1
    assert check("check-words", **one("Sources/Kernel/String+Utils.swift", ""))[0] == 1


def test_reasons_strings_and_longer_names_are_in_order(check):
    good = one(
        "Sources/Kernel/A.swift",
        "// Guarded by the lock.", "final class A: @unchecked Sendable {}", "let a = try? b()  // Absent is the same.",
        'let text = "try! public fatalError"',
        "struct ManagerReport {}", "struct CoreTemperature {}", "func `public tries try!`() {}")
    assert check("check-words", **good) == (0, ["words: in order"])


def test_the_layout_is_asked_for_once_a_file_and_rules_are_named(check):
    status, lines = check("check-format", **one("Sources/Kernel/A.swift", "let a=1", "let b=2", "func f() { if (a == b) { return } }"))
    assert status == 1
    assert lines[0] == "Sources/Kernel/A.swift:1: the layout differs in 2 lines: run `make format`."
    assert "(NoParensAroundConditions)" in lines[1]


def test_good_layout_is_in_order(check):
    assert check("check-format", **one("Sources/Kernel/A.swift", "let a = 1")) == (0, ["format: in order"])
