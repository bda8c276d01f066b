"""Teams: somebody comes, is given what waits, and goes; whoever leads sees it, and none of it needs a script."""

import pytest

from member import Member, send_message


@pytest.fixture(scope="module")
def writer(company, session):
    return Member(company.address, session["cookies"]).key(name="Teams")


@pytest.fixture(scope="module")
def night(company, reader, bob):
    """A team of Kim alone, set up without a script."""
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/settings/teams/new", wait_until="load")
    page.get_by_label("Name").fill("Night shift")
    page.get_by_label("In turn").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Add somebody").select_option(label="Kim")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_label("At once at most").fill("0")
    page.locator(".members").get_by_role("button", name="Save").click()
    assert page.locator(".members .error").count() == 1
    page.get_by_label("At once at most").fill("2")
    page.get_by_label("Can do").fill("pl, Delivery")
    page.locator(".members").get_by_role("button", name="Save").click()
    assert page.get_by_label("Can do").input_value() == "delivery, pl"
    return "night-shift"


def write(company, writer, name, team):
    status, answer = send_message(
        company, writer,
        {"key": name, "thread": name, "channel": "chat", "from": [{"type": "email", "value": f"{name}@night.example"}], "text": f"Hello, {name}",
         "team": team})
    assert status == 200, answer


def test_what_waits_comes_to_who_comes_and_goes_back_when_they_go(company, visitor, bob, writer, night):
    for name in ("owl", "bat", "moth"):
        write(company, writer, name, night)
    board, theirs = visitor(), bob.new_page()
    board.goto(f"{company.address}/inbox/teams", wait_until="load")
    section = board.locator("section", has=board.get_by_role("heading", name="Night shift"))
    section.get_by_text("3 conversations wait for somebody").wait_for()
    section.get_by_text("Nobody of this team is online.").wait_for()
    # What Kim has from elsewhere takes room too.
    theirs.goto(f"{company.address}/inbox?view=mine", wait_until="load")
    if theirs.locator("[data-pick]").count():
        theirs.keyboard.press("Shift+X")
        theirs.locator("#selection").get_by_role("button", name="Resolve").click()
        theirs.get_by_text("Done with").wait_for()
    theirs.goto(f"{company.address}/inbox?team={night}", wait_until="load")
    theirs.get_by_role("button", name="Online").click()
    theirs.get_by_text("You are online: what waits comes to you.").wait_for()
    assert theirs.url.endswith(f"team={night}")
    section.get_by_text("2 of 2").wait_for()
    section.get_by_text("1 conversation waits for somebody").wait_for()
    assert theirs.locator("tbody tr", has_text="Kim").count() == 2
    theirs.locator("tbody tr", has_text="Kim").first.locator("th a").click()
    theirs.get_by_text("Given to Kim: in turn, from Night shift").wait_for()
    # Whoever resolves one has room for the next, and hears of it while they look.
    theirs.get_by_role("button", name="Resolve", exact=True).click()
    section.get_by_text("Nothing waits for somebody.").wait_for()
    theirs.goto(f"{company.address}/inbox?team={night}", wait_until="load")
    theirs.get_by_role("button", name="Away").click()
    section.get_by_text("2 conversations wait for somebody").wait_for()
    section.locator(".badge", has_text="Away").wait_for()
    theirs.close()


def test_a_conversation_is_given_to_a_team_without_a_script(company, reader, writer, night):
    write(company, writer, "hedgehog", None)
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/inbox?view=open", wait_until="load")
    page.get_by_role("link", name="hedgehog").first.click()
    page.get_by_label("Team").select_option(label="Night shift")
    page.locator("form[action*='/team'] button").click()
    page.get_by_text("gave it to the team Night shift").wait_for()
    page.locator(".page-head").get_by_role("link", name="Night shift").click()
    assert page.get_by_role("link", name="hedgehog").count() >= 1
    assert page.locator("nav[aria-label=Teams] [aria-current]").inner_text() == "Night shift"
