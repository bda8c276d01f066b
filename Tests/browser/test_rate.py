"""How satisfied a customer is: asked by staff, answered without a script, seen at once in the open conversation."""

import pytest

from member import Member
from test_desk import say
from test_pages import COLOURS, RULES, obstacles


@pytest.fixture(scope="module")
def writer(company, session):
    return Member(company.address, session["cookies"]).key(name="Rating")


@pytest.fixture
def asked(company, visitor, writer):
    """A conversation that was resolved, on its page, and the link that was handed over."""

    def ask(key):
        page = visitor()
        page.goto(f"{company.address}/settings/satisfaction", wait_until="load")
        page.get_by_label("Ask customers once their conversation is resolved").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved: it holds for resolutions from now on.").wait_for()
        number, _ = say(company, writer, f"{key}-1", "The desk is dented.", key)
        page.goto(f"{company.address}/inbox/{number}", wait_until="load")
        page.get_by_role("button", name="Resolve", exact=True).click()
        page.get_by_role("button", name="Ask the customer").click()
        return page, page.locator("#survey-link").inner_text()

    return ask


def test_an_answer_is_seen_at_once(asked, visitor):
    page, link = asked("rate-seen")
    customer = visitor(signed_in=False, java_script_enabled=False)
    customer.goto(link + "?answer=4", wait_until="load")
    assert customer.get_by_role("radio", name="Satisfied", exact=False).nth(1).is_checked()
    assert page.get_by_text("of 5 ·").count() == 0
    customer.get_by_role("radio", name="Very dissatisfied").check()
    customer.get_by_role("button", name="Send").click()
    page.get_by_text("1 of 5 · Very dissatisfied").first.wait_for()
    customer.get_by_label("Speed").check()
    customer.get_by_label("Anything else?").fill("Three weeks!")
    customer.get_by_role("button", name="Send").click()
    customer.get_by_text("Thank you!").wait_for()
    page.get_by_text("Three weeks!").first.wait_for()
    page.get_by_role("button", name="I have looked after it").click()
    page.get_by_text("has looked after the low answer").wait_for()


@pytest.mark.parametrize("width", [1366, 360])
def test_its_pages_are_usable_by_everybody(asked, visitor, picture, width):
    _, link = asked(f"rate-page-{width}")
    customer = visitor(width, 740, signed_in=False, java_script_enabled=True)
    faults = []

    def look(name):
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            customer.emulate_media(color_scheme=scheme)
            picture(customer, f"{name}-{scheme}-{width}")
            faults.extend(f"{name} {scheme}: {fault}" for fault in obstacles(customer, rules))

    for name, address in (("rate", link), ("rate-chosen", link + "?answer=2"), ("rate-kiosk", link + "?kiosk=1"), ("rate-unknown", link + "0")):
        customer.goto(address, wait_until="load")
        look(name)
    customer.goto(link, wait_until="load")
    # By keyboard alone.
    customer.keyboard.press("Tab")
    customer.keyboard.press("Space")
    customer.keyboard.press("ArrowRight")
    customer.keyboard.press("Enter")
    customer.wait_for_load_state("load")
    customer.get_by_text("Your answer: 2 of 5").wait_for()
    look("rate-words")
    customer.get_by_role("button", name="Send").click()
    customer.get_by_text("Thank you!").wait_for()
    look("rate-thanks")
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
