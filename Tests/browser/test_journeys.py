"""A journey that is set up, counted, saved, changed and taken back, with and without JavaScript."""

import re

import pytest


def counted(page, stage):
    """How many touchpoints the preview says fall in a stage."""
    row = page.locator("#counts tr", has=page.get_by_role("rowheader", name=stage, exact=True))
    return int(row.locator("td").nth(1).inner_text().replace(",", ""))


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_journey_is_set_up(scripted, visitor, company, picture):
    name = f"Calls {'scripted' if scripted else 'plain'}"
    page = visitor(1366, 768, java_script_enabled=scripted)

    def press(button, awaited):
        page.get_by_role("button", name=button, exact=True).click()
        awaited.wait_for()

    page.goto(company.address + "/journey/journeys/new", wait_until="load")
    page.locator("input[name=name]").fill(name)
    for stage in ("Opinion", "After the purchase", "Decision to buy"):
        press(f"Remove the stage: {stage}", page.locator("#counts").get_by_role("rowheader", name="In no stage"))
        page.locator("fieldset legend", has_text=stage).wait_for(state="detached")
    press("Add a stage", page.locator("#stage-2"))
    page.locator("input[name='stage.2.name']").fill("On the phone")
    page.locator("select[name=rule_stage]").select_option("2")
    page.locator("select[name=rule_channel]").select_option("phone")
    press("Add a rule", page.get_by_role("button", name="Remove the rule: channel: Phone"))
    assert counted(page, "On the phone") > 0
    press("Move up: On the phone", page.locator("#stage-1 legend", has_text="On the phone"))
    assert page.locator("input[name=name]").input_value() == name
    # A kind that is none is said at its field, and nothing that was typed is lost.
    page.locator("input[name=goal]").fill("Plan begun")
    press("Save", page.get_by_text("must be a touchpoint of the catalogue").first)
    page.locator("input[name=goal]:focus").wait_for()
    assert page.locator("#field-goal-error").is_visible() and page.get_by_role("link", name="Show the field").get_attribute("href") == "#field-goal"
    page.locator("input[name=goal]").fill("plan started")
    picture(page, f"journey-edited-{'script' if scripted else 'plain'}")
    press("Save", page.locator(".lead", has_text=f"“{name}”"))
    assert re.search(r"/journey\?journey=[0-9a-z]{26}$", page.url)
    map_headings = page.locator("table.map thead th").all_inner_texts()
    assert map_headings == ["Stage", "Awareness of the problem", "On the phone", "Search for a solution"]
    sheet = page.request.get(company.address + page.get_by_role("link", name="Download as CSV").last.get_attribute("href")).text()
    assert [line.split(",")[0] for line in sheet.splitlines()[1:]] == map_headings[1:]

    page.get_by_role("link", name="Stages and rules").click()
    page.get_by_role("link", name="Change the journey").click()
    press("Remove the stage: On the phone", page.locator("#stage-1 legend", has_text="Search for a solution"))
    page.locator("input[name=note]").fill("Without the phone")
    press("Save", page.get_by_text("The journey is saved.").first)
    page.get_by_role("link", name="Stages and rules").click()
    page.get_by_text("Without the phone").wait_for()
    page.get_by_role("button", name="Go back to it: Version 1").click()
    page.get_by_text("As version 1").wait_for()
    picture(page, f"journey-versions-{'script' if scripted else 'plain'}")
    assert page.get_by_role("button", name=re.compile("^Go back to it")).count() == 2


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [1366, 360])
def test_what_a_page_cannot_be_narrowed_to_is_said_at_its_field(width, scripted, visitor, company):
    page = visitor(width, 768, java_script_enabled=scripted)
    for path in ("/journey", "/journey/funnel?period=90d", "/journey/summary"):
        page.goto(company.address + path, wait_until="load")
        page.locator(".scope details.menu summary").last.click()
        options = page.locator("#narrow-company-list option")
        assert 0 < options.count() <= 30 and page.locator("#narrow-property-list option").count() > 0
        page.locator("#field-narrow-company").fill("No such company")
        page.locator(".scope form.sheet").last.get_by_role("button", name="Show", exact=True).click()
        page.locator("#field-narrow-company-error").wait_for()
        page.locator("#field-narrow-company:focus").wait_for()
        assert page.locator("#field-narrow-company").input_value() == "No such company"
        assert page.get_by_text("These figures cannot be narrowed so").is_visible()
        # The form lies on the page and not beside it.
        place = page.locator("#field-narrow-company").bounding_box()
        assert place["x"] >= 0 and place["x"] + place["width"] <= width
        page.locator("#field-narrow-company").fill(options.first.get_attribute("value"))
        page.locator(".scope form.sheet").last.get_by_role("button", name="Show", exact=True).click()
        page.get_by_text("These figures cannot be narrowed so").wait_for(state="detached")
        assert "company=" in page.url and "period=90d" in page.url or "funnel" not in path


def test_the_flow_stands_in_a_table_where_the_drawing_has_no_room(visitor, company):
    for width, is_drawn in ((1366, True), (360, False)):
        page = visitor(width, 768)
        page.goto(company.address + "/journey/paths", wait_until="load")
        assert page.locator("#flow svg.flow").is_visible() == is_drawn
        assert page.get_by_text("This screen is too narrow for the drawing").is_visible() != is_drawn
        assert page.locator("#flow table tbody tr").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_what_changed_to_the_day_is_taken_up(scripted, visitor, company):
    page = visitor(1366, 768, java_script_enabled=scripted)
    page.goto(company.address + "/journey/insights", wait_until="load")
    changed = page.locator("section", has=page.get_by_role("heading", name="What changed, to the day"))
    card = changed.locator("li.insight").first
    sentence = card.locator("h3").inner_text()
    card.locator("summary").click()
    card.locator("input[name=action]").fill(f"Called the carrier, {scripted}")
    card.get_by_role("button", name="Take it on").click()
    taken = page.locator("section", has=page.get_by_role("heading", name="Taken on", exact=True))
    mine = taken.locator("li.insight", has_text=f"Called the carrier, {scripted}")
    mine.wait_for()
    assert mine.locator("h3").inner_text() == sentence and changed.get_by_text(sentence).count() == 0
    assert changed.get_by_role("cell", name="Taken on").count() >= 1


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
def test_a_benchmark_is_edited(scripted, visitor, company):
    page = visitor(1366, 768, java_script_enabled=scripted)
    page.goto(company.address + "/journey/benchmarks", wait_until="load")
    name = f"Oakline {'scripted' if scripted else 'plain'}"
    for field, value in {"name": name, "nps": "41", "from": "2026-01-01", "to": "2026-03-31"}.items():
        page.locator(f"#field-{field}").fill(value)
    page.get_by_role("button", name="Add", exact=True).click()
    row = page.get_by_role("row", name=name)
    row.get_by_role("link", name="Edit").click()
    page.get_by_role("heading", name="Edit a benchmark").wait_for()
    assert page.locator("input[name=nps]").input_value() == "41" and page.locator("input[name=name]").input_value() == name
    page.locator("input[name=nps]").fill("400")
    page.get_by_role("button", name="Save").click()
    page.locator("#field-nps-error").wait_for()
    page.locator("input[name=nps]:focus").wait_for()
    assert page.locator("input[name=name]").input_value() == name
    page.locator("input[name=nps]").fill("-12.5")
    page.get_by_role("button", name="Save").click()
    row.get_by_text("−12.5").wait_for()
