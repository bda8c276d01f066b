"""The company, the browser, and a signed-in visitor: what every test here starts from."""

import os
import pathlib
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright

from company import Company
from member import Member, send
from pages import PAGES
from visit import Witness, browse

PICTURES = os.environ.get("THROUGHLINE_PICTURES")


@pytest.fixture(scope="session")
def company():
    company = Company()
    yield company
    assert company.stop() == 0, "the server did not stop gracefully:\n" + "".join(company.words[-20:])


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "Chromium is not installed: run scripts/install-needs --tests."
    with sync_playwright() as playwright:
        # It visits our own server alone; its sandbox works neither as root nor in most containers.
        browser = playwright.chromium.launch(executable_path=program, chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def session(company, chromium):
    """The cookies of somebody who followed the sign-in link that the server printed."""
    context = browse(chromium, locale="en-GB")
    page = context.new_page()
    page.goto(company.sign_in, wait_until="load")
    state = context.storage_state()
    context.close()
    assert state["cookies"], f"the sign-in link {company.sign_in} gave no session"
    return state


@pytest.fixture
def visitor(chromium, session):
    """Opens a page in a browser of its own, with an empty cache; `signed_in=False` for a stranger."""
    contexts = []

    def open(width=1366, height=768, signed_in=True, **options):
        options = {"locale": "en-GB", "storage_state": session if signed_in else None, **options}
        context = browse(chromium, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return context.new_page()

    yield open
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def reader(chromium, session):
    """Somebody who only looks, from page to page: a new browser costs more than a page does. Nothing comes out of a cache."""
    readers = {}

    def sit(width=1366, height=768, signed_in=True, **options):
        key = (width, signed_in, tuple(sorted(options.items())))
        if key not in readers:
            options = {"locale": "en-GB", "storage_state": session if signed_in else None, **options}
            context = browse(chromium, viewport={"width": width, "height": height}, **options)
            readers[key] = Witness(context.new_page(), caches=False)
        page = readers[key].page
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        return readers[key]

    yield sit
    for witness in readers.values():
        witness.page.context.close()


# A journey of three stages with rules of every sort, and targets.
JOURNEY = {
    "do": "save", "base": "0", "stages": "3", "name": "From visit to renewal", "owner": "sales", "goal": "plan_started", "goal_target": "30",
    "purchase": "order_placed", "entry": "page_view", "stage.0.name": "Before buying", "stage.0.rule": '{"when":"before"}',
    "stage.0.owner": "marketing", "stage.0.conversion": "20", "stage.0.days": "60", "stage.1.name": "Help by phone",
    "stage.1.rule": '{"channel":"phone","when":"after"}', "stage.2.name": "In use", "stage.2.rule": '{"moment":"after_purchase","when":"after"}',
    "stage.2.satisfaction": "80", "note": "To begin with",
}


@pytest.fixture(scope="session")
def furnished(company, session):
    """What the demo company has not: a colleague, somebody who was invited, a segment, a journey, and an event that was refused."""
    member = Member(company.address, session["cookies"])
    # One stays open, to be looked at; by the other somebody comes in.
    asked, expected = (
        re.search(r"/welcome/([0-9a-z]+)", member.submit("/settings/people", "/settings/people/invitations", email=email, role="agent"))[1]
        for email in ("kim@example.com", "bob@example.com"))
    member.submit("/segments/draft", "/segments", name="Newcomers", match="all", rule='{"rule":"first_seen","days":90}')
    member.submit("/journey/journeys/new", "/journey/journeys/new", **JOURNEY)
    send(company.address, member.key(), "/v1/track", {"type": "track", "userId": "u-1", "messageId": "no event"})
    return {"invitation": asked, "colleague": expected}


@pytest.fixture(scope="session")
def bob(company, chromium, furnished):
    """The colleague who was invited: signed in, in a browser of their own."""
    context = browse(chromium, locale="en-GB")
    page = context.new_page()
    page.goto(f"{company.address}/welcome/{furnished['colleague']}", wait_until="load")
    page.get_by_label("Name").fill("Kim")
    page.locator("[type=password]").first.fill("three small horses run")
    page.locator("main form .primary").click()
    page.wait_for_load_state("load")
    yield context
    context.close()


@pytest.fixture(scope="session")
def addresses(company, chromium, session, furnished):
    """Where each page of the list stands: those behind a link are looked up once."""
    found = {}
    context = browse(chromium, storage_state=session)
    page = context.new_page()
    for wanted in PAGES:
        found[wanted.name] = company.address + wanted.path.format(**furnished)
        if wanted.behind:
            page.goto(company.address + wanted.path, wait_until="load")
            links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
            matches = [link for link in links if re.search(wanted.behind, link)]
            assert matches, f"{wanted.path} has no link that looks like {wanted.behind}"
            found[wanted.name] = company.address + matches[0] + wanted.beyond
    context.close()
    return found


@pytest.fixture(scope="session")
def picture():
    """Takes a picture of a whole page, where somebody wants to look at them: they cost more than all else together."""

    def take(page, name):
        if PICTURES:
            page.screenshot(path=pathlib.Path(PICTURES).resolve() / f"{name}.png", full_page=True)

    return take
