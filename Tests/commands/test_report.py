"""What the report has to say before its first figure: what of a file was not read, what was read on a guess, what stands nowhere."""

import json

from commands import left, refused, run

HEAD = "customer,time,event\n"


def reported(home, *options):
    """The report on the file as text, as a page and as JSON; the text in one line."""
    done = run(home, "report", "visits.csv", *options)
    assert done.returncode == 0, done.stderr.decode()
    page = run(home, "report", "visits.csv", "--html", "page.html", *options)
    assert page.returncode == 0, page.stderr.decode()
    found = json.loads(run(home, "report", "visits.csv", "--json", *options).stdout)
    html = (home / "page.html").read_text()
    (home / "page.html").unlink()
    return " ".join(done.stdout.decode().split()), html, found["caveats"]


def test_rows_that_could_not_be_read_are_told_at_the_top(tmp_path):
    rows = [f"{n % 7},2026-01-{n % 28 + 1:02},order_placed\n" for n in range(40)]
    rows[11] = "3,never,order_placed\n"
    rows[20] = "4,,order_placed\n"
    (tmp_path / "visits.csv").write_text(HEAD + "".join(rows))
    text, page, caveats = reported(tmp_path)
    for form in (text, page):
        assert "2 of 40 rows could not be read" in form and "line 13: " in form and "line 22: " in form, form[:2000]
        assert form.index("could not be read") < form.index("People"), "before the first figure"
    assert caveats["file"]["rows"] == 40 and caveats["file"]["rejected"] == 2
    assert [example["line"] for example in caveats["file"]["examples"]] == [13, 22]
    assert left(tmp_path) == ["visits.csv"], "a look leaves nothing behind"


def test_days_and_months_that_could_be_either_are_told(tmp_path):
    # No day exceeds 12, and neither reading puts the rows in the order of time.
    days = ["05/04/2025", "03/11/2025", "11/02/2025", "02/09/2025", "09/03/2025", "04/12/2025"]
    (tmp_path / "visits.csv").write_text(HEAD + "".join(f"{n},{day},order_placed\n" for n, day in enumerate(days)))
    text, page, caveats = reported(tmp_path)
    for form in (text, page):
        assert "05/04/2025" in form and "in all 6 rows the day was taken to come first. Add --month-first" in form
    assert "05/04/2025" in caveats["file"]["doubt"]
    for option in ("--month-first", "--day-first"):
        text, _, caveats = reported(tmp_path, option)
        assert "taken to come first" not in text and caveats["file"]["doubt"] is None


def test_what_lies_in_the_future_is_told_and_can_be_left_out(tmp_path):
    (tmp_path / "visits.csv").write_text(HEAD + "1,2025-01-01,order_placed\n2,2025-02-01,order_placed\n3,2084-05-06,order_placed\n")
    text, page, caveats = reported(tmp_path)
    for form in (text, page):
        assert "1 touchpoint lies in the future, the last on 2084-05-06" in form and "--until" in form
    assert caveats["ahead"]["touchpoints"] == 1
    text, _, caveats = reported(tmp_path, "--until", "2026-01-01")
    assert "in the future" not in text and caveats["ahead"] is None


def test_kinds_without_a_stage_are_told_and_can_be_given_one(tmp_path):
    rows = [f"{n},2025-01-0{n % 9 + 1},{kind}\n" for n in range(30) for kind in ("order_placed", "gizmo polished")]
    (tmp_path / "visits.csv").write_text(HEAD + "".join(rows))
    text, page, caveats = reported(tmp_path)
    kind = caveats["withoutStage"][0]["kind"]
    assert caveats["withoutStage"] == [{"kind": kind, "people": 30, "touchpoints": 30}]
    for form in (text, page):
        assert "1 kind belongs to no stage" in form and "(30)" in form and f"{kind}=after_purchase,…" in form
    text, _, caveats = reported(tmp_path, "--stage", f"{kind}=after_purchase")
    assert caveats["withoutStage"] == [] and "to no stage" not in text and "After purchase" in text
    assert "No touchpoint is called nonsense" in refused(tmp_path, "report", "visits.csv", "--stage", "nonsense=search")
    assert "must be kind=stage" in refused(tmp_path, "report", "visits.csv", "--stage", f"{kind}=nowhere")


def test_nothing_is_told_where_there_is_nothing_to_tell(tmp_path):
    (tmp_path / "visits.csv").write_text(HEAD + "1,2025-01-01,order_placed\n2,2025-02-13,order_placed\n")
    text, page, caveats = reported(tmp_path)
    assert "Please note" not in text + page
    read = {"doubt": None, "examples": [], "offers": [], "rejected": 0, "rows": 2, "scales": None}
    assert caveats == {"ahead": None, "file": read, "withoutStage": []}


def test_what_columns_could_mean_besides_is_offered(tmp_path):
    head = HEAD.strip() + ",plan,csat_score,page\n"
    rows = [f"{n},2025-0{month}-11,survey_nps,{'gold' if n % 3 else 'basic'},4,/{n}-{month}\n" for n in range(40) for month in (1, 2)]
    (tmp_path / "visits.csv").write_text(head + "".join(rows))
    text, page, caveats = reported(tmp_path)
    offers = caveats["file"]["offers"]
    assert len(offers) == 1 and offers[0].startswith("“plan” is the same in all rows of a customer: --map trait.plan=plan")
    for form in (text, page):
        assert "--map trait.plan=plan" in " ".join(form.split())
    assert reported(tmp_path, "--map", "trait.plan=plan")[2]["file"]["offers"] == []


def test_scales_that_were_guessed_are_told(tmp_path):
    answers = [("survey_nps", n, n % 11) for n in range(40)] + [("visit_rated", n, n % 5 + 1) for n in range(40)]
    rows = [f"{n},2026-01-{n % 28 + 1:02},{kind},{score}\n" for kind, n, score in answers]
    (tmp_path / "visits.csv").write_text(HEAD.replace("event", "event,score") + "".join(rows))
    text, page, caveats = reported(tmp_path)
    for form in (text, page, caveats["file"]["scales"]):
        assert "those of “survey_nps” on nps, all others on rating, 1 to 5" in form, form[:2000]
    text, page, caveats = reported(tmp_path, "--map", "scale=\"nps\"")
    assert caveats["file"]["scales"] is None and "were taken so" not in text + page


def test_days_that_end_before_they_begin_are_refused(tmp_path):
    (tmp_path / "visits.csv").write_text(HEAD + "1,2026-01-01,visit\n")
    sentence = refused(tmp_path, "report", "visits.csv", "--from", "2026-05-01", "--until", "2026-04-01")
    assert "--until must be a day behind 2026-05-01" in sentence
    assert "Nothing happened there" in run(tmp_path, "report", "visits.csv", "--from", "2027-01-01").stdout.decode()
