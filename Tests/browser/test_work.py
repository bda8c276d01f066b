"""The agent's daily work: drafts on the server, macros, undo, mentions, kept lists; with a script and without."""

import re

import pytest
from playwright.sync_api import expect

from member import Member, say


@pytest.fixture(scope="module")
def robin(company, session):
    return Member(company.address, session["cookies"])


@pytest.fixture(scope="module")
def writer(robin):
    return robin.key(name="Work")


def test_a_draft_is_found_on_another_device_and_gone_when_it_is_sent(company, visitor, writer):
    number, _ = say(company, writer, "w-1", "Is it oak?", "work-1")
    desk, train = visitor(), visitor(width=390, height=800)
    desk.goto(f"{company.address}/inbox/{number}", wait_until="load")
    desk.locator("#reply textarea").press_sequentially("Yes, it is oak", delay=5)
    desk.locator("#draft", has_text="Draft kept").wait_for(timeout=3_000)
    train.goto(f"{company.address}/inbox?view=drafts", wait_until="load")
    assert train.locator(f"tr[data-id='{number}'] .badge", has_text="Draft").count() == 1
    train.goto(f"{company.address}/inbox/{number}", wait_until="load")
    answer = train.locator("#reply textarea")
    assert answer.input_value() == "Yes, it is oak"
    answer.press("Control+End")
    answer.press_sequentially(", oiled.", delay=5)
    expect(train.locator("#draft [name=draft]")).to_have_value("2")
    # The window at the desk is the older one now: it is told, and changes nothing.
    desk.locator("#reply textarea").press_sequentially("!", delay=5)
    newer = desk.locator("#draft blockquote")
    newer.wait_for()
    assert newer.inner_text() == "Yes, it is oak, oiled."
    desk.get_by_role("button", name="Take that over").click()
    expect(desk.locator("#reply textarea")).to_have_value("Yes, it is oak, oiled.")
    desk.get_by_role("button", name="Send", exact=True).click()
    desk.locator("[role=log]").get_by_text("Yes, it is oak, oiled.").wait_for()
    train.goto(f"{company.address}/inbox?view=drafts", wait_until="load")
    assert train.locator(f"tr[data-id='{number}']").count() == 0


def test_what_is_typed_at_the_last_moment_is_kept(company, visitor, writer):
    number, _ = say(company, writer, "w-2", "Is it beech?", "work-2")
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    page.locator("#reply textarea").fill("No, it")
    page.goto(f"{company.address}/inbox", wait_until="load")
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    assert page.locator("#reply textarea").input_value() == "No, it"
    page.locator("#reply textarea").fill("")
    expect(page.locator("#draft .aside")).to_have_text("")


def test_resolving_is_taken_back_by_a_key(company, visitor, writer):
    number, _ = say(company, writer, "w-3", "It creaks.", "work-3")
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    page.keyboard.press("e")
    page.get_by_text("Resolved.", exact=True).wait_for()
    page.keyboard.press("z")
    page.get_by_text("Robin Demo took it back: Resolved").wait_for()
    assert page.locator("[role=log] s", has_text="Resolved").count() == 1
    assert page.locator("#about .badge", has_text="Open").count() == 1
    assert page.get_by_role("button", name="Undo").count() == 0


def test_several_are_taken_back_without_a_script(company, reader, writer):
    numbers = [say(company, writer, f"w-plain-{name}", f"Several {name}", f"work-plain-{name}")[0] for name in ("a", "b")]
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/inbox", wait_until="load")
    for number in numbers:
        page.get_by_label(f"Choose conversation #{number}").check()
    page.locator("#selection").get_by_role("button", name="Resolve").click()
    page.get_by_text("Done with 2 conversations.").wait_for()
    assert page.get_by_label(f"Choose conversation #{numbers[0]}").count() == 0
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back.").wait_for()
    assert page.get_by_label(f"Choose conversation #{numbers[0]}").count() == 1


def test_a_macro_shows_what_it_will_do_and_does_all_of_it(company, visitor, robin, writer):
    robin.submit("/settings/macros/new", "/settings/macros", name="Oiled oak", text_en="Dear {first}, your order {order} is oiled.",
                 status="resolved", priority="low", note="Oil again in May")
    number, _ = say(company, writer, "w-5", "How do I oil it?", "work-5")
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    page.locator("#reply textarea").fill("Thank you.")
    page.locator("body").press("Escape")
    page.locator("h1").click()
    page.keyboard.press(".")
    page.keyboard.type("Oiled")
    page.keyboard.press("Enter")
    preview = page.locator(".macro")
    preview.wait_for()
    assert "Sets the status: Resolved" in preview.inner_text() and "Oil again in May" in preview.inner_text()
    assert page.locator("#reply textarea").input_value() == "Thank you.\n\nDear {first}, your order {order} is oiled."
    # Nothing goes out with a hole.
    page.get_by_role("button", name="Do all of it").click()
    page.get_by_text("must be filled in before it is sent").wait_for()
    assert page.locator(".macro").count() == 1
    page.get_by_label("The number of the last order").fill("A-77")
    page.get_by_role("button", name="Do all of it").click()
    page.locator("[role=log]").get_by_text("Dear, your order A-77 is oiled.").wait_for()
    assert page.locator("#about .badge", has_text="Resolved").count() == 1
    page.get_by_text("Macro done: Oiled oak.").wait_for()
    page.keyboard.press("z")
    page.get_by_text("took it back: Macro done").wait_for()
    assert page.locator("#about .badge", has_text="Open").count() == 1


def test_a_macro_that_was_removed_loses_nothing_that_was_typed(company, visitor, robin, writer):
    robin.submit("/settings/macros/new", "/settings/macros", name="Gone soon", text_en="Gone")
    macro = re.search(r'/settings/macros/([0-9a-z]{26})">Gone soon', robin.read("/settings/macros"))[1]
    number, _ = say(company, writer, "w-6", "Is it gone?", "work-6")
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    page.locator("#reply textarea").fill("Not lost")
    page.locator("select[name=saved]").select_option(label="Gone soon")
    robin.submit("/settings/macros", f"/settings/macros/{macro}?_method=delete")
    page.get_by_role("button", name="Insert").click()
    page.get_by_text("This macro has been removed meanwhile.").wait_for()
    assert page.locator("#reply textarea").input_value() == "Not lost"


def test_a_colleague_is_called_by_name_and_finds_it(company, visitor, bob, writer):
    number, _ = say(company, writer, "w-7", "The top is split.", "work-7")
    theirs = bob.new_page()
    theirs.goto(f"{company.address}/inbox", wait_until="load")
    tab = theirs.locator(".tabs a", has_text="Mentions")
    assert tab.inner_text().split() == ["Mentions", "0"]
    page = visitor()
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    page.locator("#reply textarea").press_sequentially("@ki")
    page.locator(".offers button", has_text="Kim").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("have a look")
    assert page.locator("#reply textarea").input_value() == "@Kim have a look"
    page.get_by_role("button", name="Keep as a note").click()
    page.locator("[role=log]").get_by_text("@Kim have a look").wait_for()
    expect(tab).to_have_text("Mentions 1")
    tab.click()
    theirs.locator(f"tr[data-id='{number}']", has_text="Calls you").wait_for()
    theirs.locator(f"tr[data-id='{number}'] a").first.click()
    theirs.get_by_text("A note in this conversation calls you.").wait_for()
    theirs.wait_for_timeout(500)
    theirs.goto(f"{company.address}/inbox?view=mentions", wait_until="load")
    assert theirs.locator(f"tr[data-id='{number}']").count() == 1
    assert theirs.locator(f"tr[data-id='{number}']", has_text="Calls you").count() == 0
    theirs.close()


def test_a_list_is_kept_and_removed_without_a_script(company, reader):
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/inbox?view=waiting", wait_until="load")
    page.get_by_text("Keep this list").click()
    page.get_by_label("Name of the list").fill("Waits for them")
    page.get_by_label("For all colleagues").check()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("The list is kept.").wait_for()
    assert page.locator("nav.kept a[aria-current]", has_text="Waits for them").count() == 1
    page.get_by_role("link", name="Arrange").click()
    page.get_by_role("button", name="Remove Waits for them").click()
    page.get_by_text("“Waits for them” is removed.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back.").wait_for()
    page.get_by_role("button", name="Remove Waits for them").click()


def test_what_was_said_alone_is_shown(company, reader, writer):
    number, _ = say(company, writer, "w-9", "Only what was said?", "work-9")
    page = reader().page
    page.goto(f"{company.address}/inbox/{number}", wait_until="load")
    page.get_by_role("button", name="Take it").click()
    page.locator("[role=log] .event", has_text="took it").wait_for()
    page.get_by_role("link", name="Messages", exact=True).click()
    page.wait_for_url("**?show=messages")
    assert page.locator("[role=log] .event").count() == 0
    assert page.locator("[role=log] .them").count() == 1
