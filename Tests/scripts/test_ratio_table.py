"""The table of `make bench`."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))

from ratio_table import ratio, reached, table

INGEST = {"measure": "ingest", "ours": 41_200, "unit": "events/s", "better": "more", "peer": "bare commit", "theirs": 27_300, "wanted": 40_000}
PAGE = {"measure": "page, p99", "ours": 31.234, "unit": "ms", "better": "less", "peer": "file", "theirs": 12.0, "wanted": 25}
ALONE = {"measure": "start", "ours": 0.4, "unit": "s", "better": "less"}


def test_the_ratio_is_above_1_where_ours_is_the_better():
    assert round(ratio(INGEST), 2) == 1.51
    assert round(ratio(PAGE), 2) == 0.38
    assert ratio(ALONE) is None


def test_what_is_wanted_is_reached_missed_or_not_asked():
    assert [reached(INGEST), reached(PAGE), reached(ALONE)] == [True, False, None]


def test_rows_are_aligned_with_figures_to_the_right():
    assert table([INGEST, PAGE, ALONE]).split("\n") == [
        "measure               ours  peer                  theirs  ratio    wanted",
        "ingest     41 200 events/s  bare commit  27 300 events/s  1.51×  ≥ 40 000  reached",
        "page, p99          31.2 ms  file                   12 ms  0.38×      ≤ 25  missed",
        "start                0.4 s",
    ]
