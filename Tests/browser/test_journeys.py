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
    press("Save", page.get_by_text("must be a touchpoint of the catalogue"))
    page.locator("input[name=goal]").fill("plan started")
    picture(page, f"journey-edited-{'script' if scripted else 'plain'}")
    press("Save", page.get_by_text(f"“{name}”"))
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
