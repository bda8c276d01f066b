"""Labels and work on several conversations: what one does the others see, by keys, and without a script."""

import pytest

from member import Member, say


@pytest.fixture(scope="module")
def writer(company, session):
    return Member(company.address, session["cookies"]).key(name="Labels")


def test_a_label_is_put_on_by_key_and_seen_by_the_other_at_once(company, visitor, bob, writer):
    number, _ = say(company, writer, "l-1", "The box is dented.", "label-1")
    mine, theirs, list_page = visitor(), bob.new_page(), bob.new_page()
    mine.goto(f"{company.address}/inbox/{number}", wait_until="load")
    theirs.goto(f"{company.address}/inbox/{number}", wait_until="load")
    theirs.evaluate("window.same = true")
    mine.keyboard.press("l")
    assert mine.evaluate("document.activeElement.name") == "label"
    mine.keyboard.type("Dama")
    mine.keyboard.press("Tab")
    mine.keyboard.press("Enter")
    theirs.get_by_text("put the label Damage on").wait_for()
    assert theirs.locator("#work .label", has_text="Damage").count() == 1
    theirs.get_by_role("button", name="Take off Damage").click()
    mine.get_by_text("took the label Damage off").wait_for()
    assert mine.locator("#work .label").count() == 0
    list_page.close()
    theirs.close()


def test_rows_are_chosen_by_keys_and_stay_chosen_while_others_come(company, visitor, writer):
    for name in ("a", "b", "c"):
        say(company, writer, f"l-bulk-{name}", f"Choose me, {name}", f"bulk-{name}")
    page = visitor()
    page.goto(f"{company.address}/inbox", wait_until="load")
    bar = page.locator("#selection")
    assert not bar.is_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert bar.is_visible() and page.locator("[data-picked]").inner_text() == "2"
    chosen = page.eval_on_selector_all("[data-pick]:checked", "boxes => boxes.map(box => box.value)")
    number, _ = say(company, writer, "l-bulk-d", "I come meanwhile", "bulk-d")
    page.get_by_text("I come meanwhile").first.wait_for()
    assert page.eval_on_selector_all("[data-pick]:checked", "boxes => boxes.map(box => box.value)") == chosen
    assert str(number) not in chosen and page.locator("[data-picked]").inner_text() == "2"
    page.locator("#selection select").select_option(label="Urgent")
    page.get_by_role("button", name="Do it").click()
    page.get_by_text("Done with 2 conversations.").wait_for()
    for one in chosen:
        assert page.locator(f"tr[data-id='{one}'] .badge.warn").inner_text() == "Urgent"
    assert not page.locator("#selection").is_visible()


def test_nothing_is_done_by_a_key_while_nothing_is_chosen(company, visitor):
    page = visitor()
    page.goto(f"{company.address}/inbox", wait_until="load")
    page.keyboard.press("e")
    page.keyboard.press("m")
    page.wait_for_timeout(300)
    assert page.url == f"{company.address}/inbox" and page.locator(".callout").count() == 0
    page.keyboard.press("Shift+X")
    assert int(page.locator("[data-picked]").inner_text()) == page.locator("[data-pick]").count()
    page.keyboard.press("Shift+X")
    assert not page.locator("#selection").is_visible()


def test_several_are_worked_on_without_a_script(company, reader, bob, writer):
    numbers = [say(company, writer, f"l-plain-{name}", f"Plain {name}", f"plain-{name}")[0] for name in ("a", "b")]
    theirs = bob.new_page()
    theirs.goto(f"{company.address}/inbox/{numbers[0]}", wait_until="load")
    theirs.get_by_role("button", name="Take it").click()
    theirs.get_by_text("Kim took it").wait_for()
    theirs.close()
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/inbox", wait_until="load")
    for number in numbers:
        page.get_by_label(f"Choose conversation #{number}").check()
    page.locator("#selection").get_by_role("button", name="Take it").click()
    callout = page.locator(".callout", has_text="One conversation stays as it was:")
    callout.wait_for()
    assert f"#{numbers[0]}: A colleague has taken this conversation." in callout.inner_text()
    # What stayed is chosen still.
    assert page.get_by_label(f"Choose conversation #{numbers[0]}").is_checked()
    assert not page.get_by_label(f"Choose conversation #{numbers[1]}").is_checked()
    page.locator("#selection select").select_option(label="Delivery", value="label:delivery")
    page.get_by_role("button", name="Do it").click()
    page.locator("nav.labels").get_by_role("link", name="Delivery").click()
    assert page.get_by_label(f"Choose conversation #{numbers[0]}").count() == 1
    assert page.get_by_label(f"Choose conversation #{numbers[1]}").count() == 0
