"""Files that nobody should be made to import: each is refused in one sentence that says what, where and what to do, and leaves nothing behind."""

import csv
import gzip
import os
import pwd
import random

import pytest

from commands import BINARY, left, refused, run

HEAD = "customer,time,event\n"
ROW = "1,2026-01-01,visit\n"


def rubbish(length):
    return bytes(random.Random(7).randrange(256) for _ in range(length))


# The file, and words that the sentence must have.
REFUSED = {
    "empty.csv": (b"", "is empty"),
    "blank.csv": (b"\n\n\n", "holds no rows"),
    "only-a-mark.csv": (b"\xef\xbb\xbf", ""),
    "one-column.csv": (b"time\n2026-01-01\n", "needs a customer and a time"),
    "one-word.csv": (b"hello\n", "needs a customer and a time"),
    "only-a-head.csv": (HEAD.encode(), "has no rows below its head"),
    "rubbish.csv": (rubbish(5000), "a customer and a time"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no text"),
    "sheet.csv": (b"PK\x03\x04" + rubbish(500), "save the sheet as CSV"),
    "many-columns.csv": ((",".join(f"c{n}" for n in range(10_003)) + "\n" + "1," * 10_002 + "1\n").encode(), "10003 columns"),
    "no-names.csv": (b",,,\n1,2026-01-01,a,b\n", "--map customer=COLUMN"),
    "no-times.csv": (b"customer,event\n1,visit\n", "--map at=COLUMN"),
    "deep.jsonl": (b'{"type":"track","event":"a","userId":"1","properties":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "deeper than 34"),
    "half.jsonl": (b'{"type":"track"\n', "line 1"),
    "list.jsonl": (b"null\n", "needs a customer and a time"),
    "half.xes": (b"<log><trace><event></log>", "not well-formed"),
    "bomb.xes": (b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><log>&b;</log>', "entities"),
    "spy.xes": (b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><log>&x;</log>', "entities"),
    "damaged.csv.gz": (b"\x1f\x8b\x08\x00" + rubbish(500), "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_in_a_sentence(name, tmp_path):
    content, words = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    for command in ("import", "report"):
        sentence = refused(tmp_path, command, name)
        assert name in sentence and words in sentence
        assert sentence.count("\n") == 0 and 20 < len(sentence) < 700, sentence
        assert left(tmp_path) == [name]


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "folder").mkdir()
    assert "folder is a folder" in refused(tmp_path, "import", "folder")
    assert "missing.csv was not found" in refused(tmp_path, "import", "missing.csv")
    assert "/dev/null is empty" in refused(tmp_path, "import", "/dev/null")
    assert left(tmp_path) == ["folder"]


def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    (tmp_path / "secret.csv").write_text(HEAD + ROW)
    (tmp_path / "secret.csv").chmod(0)
    # To root every file is open.
    other = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    tmp_path.chmod(0o777)
    for parent in tmp_path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    if other and not all(os.stat(parent).st_mode & 0o001 for parent in BINARY.parents):
        pytest.skip("nobody may not run the binary here")
    assert "secret.csv" in refused(tmp_path, "import", "secret.csv", user=other)
    assert left(tmp_path) == ["secret.csv"]


# What is odd but can be read: how many touchpoints are taken, and how many rows are not.
TAKEN = {
    "mixed-ends.csv": (b"customer,time,event\r\n1,2026-01-01,a\n2,2026-01-02,b\r3,2026-01-03,c\r\n", 3, 0),
    "mark.csv": (b"\xef\xbb\xbf" + (HEAD + ROW).encode(), 1, 0),
    "two-marks.csv": (b"\xef\xbb\xbf\xef\xbb\xbf" + (HEAD + ROW).encode(), 1, 0),
    "utf-16.csv": (("\ufeff" + HEAD + ROW).encode("utf-16-le"), 1, 0),
    "no-end.csv": ((HEAD + ROW).encode().rstrip(), 1, 0),
    "bad-bytes.csv": (HEAD.encode() + b"1,2026-01-01,\xff\xfe\xfa\n", 1, 0),
    "open-quote.csv": ((HEAD + '1,2026-01-01,"a\n2,2026-01-02,b\n').encode(), 1, 1),
    "two-heads.csv": (b"customer,time,event,event,time\n1,2026-01-01,a,b,2026-02-02\n", 1, 0),
    "far-future.csv": ((HEAD + "1,9999-12-31,a\n").encode(), 1, 0),
    "no-number.csv": (b"customer,time,event,nps\n1,2026-01-01,survey_nps,NaN\n2,2026-01-01,survey_nps,inf\n3,2026-01-01,survey_nps,9\n", 3, 0),
    "new-kinds.csv": ((HEAD + "".join(f"1,2026-01-01,kind {n}\n" for n in range(300))).encode(), 300, 0),
    "misnamed.csv.gz": ((HEAD + ROW).encode(), 1, 0),
    "packed.csv": (gzip.compress((HEAD + ROW).encode()), 1, 0),
}


@pytest.mark.parametrize("name", TAKEN)
def test_is_taken_as_far_as_it_can_be_read(name, tmp_path):
    content, taken, rejected = TAKEN[name]
    (tmp_path / name).write_bytes(content)
    done = run(tmp_path, "import", name)
    said = done.stdout.decode()
    assert done.returncode == 0 and f"{taken} touchpoint{'' if taken == 1 else 's'} taken" in said, said + done.stderr.decode()
    assert (f"{rejected} row{'' if rejected == 1 else 's'} rejected" in said) == (rejected > 0)
    again = run(tmp_path, "import", name).stdout.decode()
    assert f"0 touchpoints taken; {taken} were there already" in again
    report = run(tmp_path, "report", "--json")
    assert report.returncode == 0 and "NaN" not in report.stdout.decode()


def test_a_file_most_of_whose_rows_are_bad_does_not_end_well(tmp_path):
    (tmp_path / "moved.csv").write_text(HEAD + ROW + "2,2026-01-02,visit\n" + "".join(f"{n},soon,visit\n" for n in range(3)))
    done = run(tmp_path, "import", "moved.csv")
    assert done.returncode == 65 and "2 touchpoints taken; 3 rows rejected, see moved.csv.rejected.csv" in done.stdout.decode()


def test_too_many_kinds_are_no_kinds(tmp_path):
    (tmp_path / "ids.csv").write_text(HEAD + "".join(f"1,2026-01-01,kind {n}\n" for n in range(12_000)))
    assert "is the right column mapped to it?" in refused(tmp_path, "import", "ids.csv")
    assert "Nothing has happened yet" in run(tmp_path, "report").stdout.decode()


def test_half_a_packed_file_says_so_and_goes_on_when_it_is_whole(tmp_path):
    whole = gzip.compress((HEAD + "".join(f"{n},2026-01-01,visit\n" for n in range(30_000))).encode())
    (tmp_path / "visits.csv.gz").write_bytes(whole[: len(whole) // 2])
    assert "ends in the middle of its gzip data" in refused(tmp_path, "import", "visits.csv.gz")
    (tmp_path / "visits.csv.gz").write_bytes(whole)
    run(tmp_path, "import", "visits.csv.gz")
    assert "30000 were there already" in run(tmp_path, "import", "visits.csv.gz").stdout.decode()


def test_what_names_nobody_is_told(tmp_path):
    """An address that is none does not vanish without a word; its row is taken by what else it says. Where nobody is meant, nothing is said."""
    rows = ["user_id,email,event,timestamp", "1,ada@example.com,Page viewed,2026-05-01T10:00:00Z", "2,ben at home,Page viewed,2026-05-01T10:01:00Z",
            "3,n/a,Page viewed,2026-05-01T10:02:00Z", "4,,Page viewed,2026-05-01T10:03:00Z"]
    (tmp_path / "people.csv").write_text("\n".join(rows))
    said = run(tmp_path, "import", "people.csv").stdout.decode()
    assert "4 touchpoints taken; “ben at home” in “email” names nobody and was left out of its row." in said


def test_rows_of_who_was_erased_are_refused_by_their_line_and_not_written_down(tmp_path):
    rows = [HEAD.strip()] + [f"{who},2026-01-0{day},visit" for day in range(1, 4) for who in ("ada", "bob")]
    (tmp_path / "log.csv").write_text("\n".join(rows) + "\n")
    assert run(tmp_path, "import", "log.csv").returncode == 0
    assert run(tmp_path, "person", "erase", "ada", "--confirm", "ada").returncode == 0
    (tmp_path / "log.csv").write_text("\n".join(rows + ["bob,soon,visit", "ada,2026-01-09,visit", "bob,2026-02-01,visit"]) + "\n")
    done = run(tmp_path, "import", "log.csv")
    assert done.returncode == 0, done.stderr
    assert "1 touchpoint taken; 6 were there already" in done.stdout.decode()
    refusals = list(csv.reader((tmp_path / "log.csv.rejected.csv").read_text().splitlines()))[1:]
    assert sorted(int(row[0]) for row in refusals) == [8, 9]
    assert "ada" not in (tmp_path / "log.csv.rejected.csv").read_text()
