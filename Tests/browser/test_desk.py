"""Two of staff at one conversation: each sees at once what the other does, and what the customer says."""

import time

import pytest

from member import Member, say


@pytest.fixture(scope="module")
def writer(company, session):
    return Member(company.address, session["cookies"]).key(name="Desk")


def test_what_one_does_the_other_sees(company, visitor, bob, writer):
    number, _ = say(company, writer, "d-1", "The desk is dented.", "desk-1")
    mine, theirs = visitor(), bob.new_page()
    for page in (mine, theirs):
        page.goto(f"{company.address}/inbox/{number}", wait_until="load")
        page.evaluate("window.same = true")
    mine.get_by_text("Kim is reading").wait_for()
    theirs.locator("textarea").press_sequentially("A note for")
    mine.get_by_text("Kim is writing").wait_for()
    theirs.locator("textarea").fill("A note for colleagues.")
    theirs.get_by_role("button", name="Keep as a note").click()
    mine.get_by_text("A note for colleagues.").wait_for()
    theirs.get_by_role("button", name="Take it").click()
    mine.get_by_text("Kim took it").wait_for()
    assert mine.locator("#work").get_by_text("Kim").count() > 0
    assert mine.evaluate("window.same"), "the page was loaded anew"
    theirs.close()
    mine.get_by_text("Kim is reading").wait_for(state="hidden")


def test_who_writes_hears_of_a_new_message_before_sending(company, visitor, writer):
    number, _ = say(company, writer, "d-2", "Where is it?", "desk-2")
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    warning = page.locator("[data-while]")
    assert not warning.is_visible()
    page.locator("textarea").fill("It is on its w")
    say(company, writer, "d-3", "It has come, thank you.", "desk-2")
    warning.wait_for()
    page.get_by_text("It has come, thank you.").first.wait_for()
    assert page.locator("textarea").input_value() == "It is on its w"


def test_the_inbox_follows(company, visitor, writer):
    page = visitor()
    page.goto(f"{company.address}/inbox", wait_until="load")
    page.evaluate("window.same = true")
    waits = []
    for number in range(5):
        _, begun = say(company, writer, f"d-list-{number}", f"A new one, the {number}th", f"desk-list-{number}")
        page.get_by_text(f"A new one, the {number}th").first.wait_for()
        waits.append(time.monotonic() - begun)
    assert page.evaluate("window.same")
    print("seconds from the acknowledgement to the inbox:", [round(wait, 3) for wait in waits])


def test_an_answer_outlives_what_else_is_done_on_its_page(company, visitor, writer):
    number, _ = say(company, writer, "d-9", "Is it oak?", "desk-9")
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    answer = page.locator("#reply textarea")
    answer.fill("Yes, it is")
    page.get_by_role("button", name="Take it").click()
    page.get_by_text("Robin Demo took it").wait_for()
    assert answer.input_value() == "Yes, it is"
    # A time that has passed is said at its field; the conversation and the answer stay.
    page.locator("details summary", has_text="At another time").click()
    page.locator("[name=snooze_day]").fill("2020-01-01")
    page.get_by_role("button", name="Snooze").click()
    page.get_by_text("must lie ahead").wait_for()
    assert answer.input_value() == "Yes, it is"
    page.locator("select[name=saved]").select_option(label="Send us a picture")
    page.get_by_role("button", name="Insert").click()
    page.wait_for_function("document.querySelector('#reply textarea').value.includes('the label on the box')")
    assert answer.input_value().startswith("Yes, it is\n\nHello")
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator("[role=log]").get_by_text("Yes, it is").wait_for()
    assert answer.input_value() == ""
