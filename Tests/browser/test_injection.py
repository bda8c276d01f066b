"""Everything that somebody may write, through every field, to every page: it stays text. No script runs, nothing breaks out of an attribute,
the browser complains of nothing, and nothing is wider than a phone."""

import csv
import io
import json
import re
import urllib.parse

import pytest

from company import Company
from corpus import CORPUS, FORMULAS, short
from member import Member, ask, send
from visit import Witness, browse

BROKEN_OUT = """() => {
    const faults = [];
    if (window.broken) faults.push('a script ran');
    for (const element of document.querySelectorAll('*')) {
        for (const { name } of element.attributes) if (/^(on.*|xss|srcdoc)$/.test(name)) faults.push(`${element.localName} has ${name}`);
    }
    for (const script of document.scripts) if (!new URL(script.src, location).pathname.startsWith('/assets/')) faults.push('a script is not ours');
    for (const part of document.querySelectorAll('img[src=x], iframe, object, embed, base, style')) faults.push(`there is a ${part.localName}`);
    for (const link of document.querySelectorAll('[href], [action], [formaction]')) {
        for (const name of ['href', 'action', 'formaction']) {
            const address = link.getAttribute(name);
            if (address && new URL(address, location).origin !== location.origin) faults.push(`${link.localName} leads to ${address.slice(0, 80)}`);
        }
    }
    const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wider > 0) {
        const culprits = [...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > innerWidth + 1);
        faults.push(`${wider} pixels wider than the window: ${culprits.slice(0, 6).map(part => part.localName + '.' + part.className).join(' ')}`);
    }
    return faults;
}"""


@pytest.fixture(scope="module")
def house(chromium):
    """A company of a few customers, to whom everything in the corpus has happened in every field there is."""
    company = Company("--customers", "3")
    try:
        context = browse(chromium, locale="en-GB")
        context.new_page().goto(company.sign_in, wait_until="load")
        state = context.storage_state()
        context.close()
        yield House(company, state)
    finally:
        assert company.stop() == 0


class House:
    def __init__(self, company, state):
        self.address, self.state = company.address, state
        self.member = Member(company.address, state["cookies"])
        self.writer, self.reader = self.member.key(), self.member.key("read")
        self.refusals = []
        self.send_events()
        self.fill_forms()

    def send_events(self):
        for number, text in enumerate(CORPUS):
            some, word = short(text, 200), short(text, 190) + str(number)
            body = {
                "key": str(number), "kind": word, "channel": word,
                "identifiers": [{"type": "user_id", "value": word}, {"type": "email", "value": f'"{word}"@example.com'}],
                "subject": {"type": some, "id": some},
                "properties": {some: text, "message": text, "url": text, "title": text, "rating": [text, {text: 1}]},
                "traits": {"name": text, "city": some, "country": some, "language": some, "time_zone": some, some: text},
                "company": {"key": word, "traits": {"name": text}}}
            status, _ = send(self.address, self.writer, "/api/v1/touchpoints", body)
            if status != 200:
                # What is too long or has a byte of nothing in it is refused; a smaller part of it must still come in.
                for name in ("traits", "company", "subject", "properties"):
                    send(self.address, self.writer, "/api/v1/touchpoints", {key: value for key, value in body.items() if key != name})
                send(self.address, self.writer, "/api/v1/touchpoints", body | {"identifiers": body["identifiers"][:1]})
            page = {"title": text, "url": text}
            for call in (
                    {"type": "track", "event": text, "messageId": f"t{number}", "userId": word, "context": {"page": page}},
                    {"type": text, "event": {text: text}, "messageId": text, "properties": {text: text}}):
                send(self.address, self.writer, "/v1/track", call)

    def fill_forms(self):
        for text in CORPUS:
            rule = '{"rule":"trait","name":%s,"value":%s}' % (json.dumps(short(text, 190)), json.dumps(text[:190]))
            self.refusals += [
                self.member.submit("/segments/draft", "/segments", name=text[:100], match="all", rule=rule),
                self.member.submit("/segments/draft", "/segments", name=text, match=text, rule=text),
                self.member.submit("/settings/sources", "/settings/sources", source=text[:100]),
                self.member.submit("/settings/sources", "/settings/keys", key=text[:100], scope="read"),
                self.member.submit("/settings/people", "/settings/people/invitations", email=text, role="agent"),
                self.member.submit("/profile", "/profile?_method=put", name=text[:100], language=text, time_zone=text),
            ]
        for text, kind in zip(CORPUS, ("page_view", "order_placed", "ticket_opened", "ad_click", "chat_message", "survey_nps") * 9):
            page = f"/settings/catalogue/kind?key={kind}"
            words = {"name": text[:120], "stage": "", "department": text[:60], "new_department": "", "control": "direct", "goal": text[:300]}
            self.member.submit(page, page + "&_method=put", **words)
        self.member.submit("/profile", "/profile?_method=put", name=CORPUS[2][:100], language="en", time_zone="Europe/Warsaw")


@pytest.fixture
def witness(chromium, house):
    context = browse(chromium, viewport={"width": 360, "height": 740}, storage_state=house.state, locale="en-GB")
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail("a dialog was opened"))
    yield Witness(page)
    context.close()


def faults(witness, address, allowed=(200,)):
    visit = witness.go(address)
    found = [f"{fault} at {address[:120]}" for fault in witness.page.evaluate(BROKEN_OUT)]
    found += [f"content security policy: {violation} at {address[:120]}" for violation in visit.violations]
    errors = [error for error in visit.errors if visit.status == 200 or "Failed to load resource" not in error]
    found += [f"console: {error} at {address[:120]}" for error in errors]
    if visit.status not in allowed:
        found.append(f"{visit.status} at {address[:120]}")
    return found


def all_links(house, start, pattern, pages=20):
    """The addresses that look like that on a page and on those after it."""
    links, path = set(), start
    for _ in range(pages):
        text = house.member.read(path)
        links |= {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', text) if re.match(pattern, link)}
        following = re.search(r'href="([^"]*[?&](?:amp;)?before=[^"]*)"', text)
        if not following:
            break
        path = following.group(1).replace("&amp;", "&")
    return sorted(links)


LISTS = ["/", "/customers", "/companies", "/segments", "/segments/draft", "/settings", "/settings/catalogue", "/settings/rejected",
         "/settings/people", "/settings/sources", "/settings/changes", "/profile", "/keys"]


@pytest.mark.parametrize("path", LISTS)
def test_lists_show_it_as_text(path, house, witness):
    assert faults(witness, house.address + path) == []


@pytest.mark.parametrize("start, pattern, beyond, least", [
    ("/customers", r"/customers/[0-9a-z]{26}$", ["", "/data", "/identities", "/merge"], 30),
    ("/companies", r"/companies/[0-9a-z]{26}$", [""], 30),
    ("/segments", r"/segments/[0-9a-z]{26}$", [""], 30),
    ("/segments", r"/customers\?segment=[0-9a-z]{26}$", [""], 30),
    ("/settings/rejected", r"/settings/rejected/[0-9a-z]{26}$", [""], 20),
    ("/settings/catalogue", r"/settings/catalogue/kind\?key=", [""], 60),
], ids=["customers", "companies", "segments", "customers-of-segments", "rejected", "kinds"])
def test_pages_of_each_show_it_as_text(start, pattern, beyond, least, house, witness):
    links = all_links(house, start, pattern)
    assert len(links) >= least
    found = []
    for number, link in enumerate(links):
        # All of them on their first page; what lies behind it of every fourth.
        for more in beyond if number % 4 == 0 else beyond[:1]:
            found += faults(witness, house.address + link + more)
    assert found == []


ADDRESSES = [
    "/customers?q=", "/companies?q=", "/sign-in?to=", "/search?q=", "/?period=", "/?from=", "/customers?segment=", "/segments/draft?name=",
    "/segments/draft?rule=", "/segments/draft?add=", "/settings/catalogue/kind?key=", "/customers?lang=", "/?lang=", "/", "/customers/",
    "/welcome/", "/password/", "/settings/rejected/", "/assets/", "/api/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_are_text(address, house, witness):
    found = []
    # The whole corpus goes through the fields; addresses take a part of it each, all of it together.
    for text in CORPUS[ADDRESSES.index(address) % 8::8]:
        found += faults(witness, house.address + address + urllib.parse.quote(text[:600], safe=""), allowed=(200, 400, 404, 422, 431))
    assert found == []


def test_what_is_kept_for_the_next_page_is_text(house, witness):
    found = []
    for text in CORPUS:
        for cookie in ("flash", "language"):
            value = "done." + urllib.parse.quote(text[:200], safe="") if cookie == "flash" else urllib.parse.quote(text[:200], safe="")
            witness.page.context.add_cookies([{"name": cookie, "value": value, "url": house.address}])
        found += faults(witness, house.address + "/profile")
    assert found == []


def test_refused_forms_show_it_as_text(house, witness):
    """What comes back is shown by the browser as if it had been sent from there."""
    found = []
    answers = {answer for answer in house.refusals if "<html" in answer}
    assert len(answers) > 60
    waiting = iter(answers)
    witness.page.route("**/profile", lambda route: route.fulfill(body=next(waiting), content_type="text/html; charset=utf-8"))
    for _ in answers:
        found += faults(witness, house.address + "/profile")
    assert found == []


def test_files_for_spreadsheets_hold_no_formulas(house):
    text = house.member.submit("/customers", "/customers/export")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    formulas = [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert formulas == []
    assert any(cell == "'" + FORMULAS[0] for row in rows for cell in row)


def test_programs_are_told_what_was_said(house):
    people = ask(house.address, house.reader, "/api/v1/people?limit=1000")["people"]
    names = {person["traits"].get("name") for person in people}
    kept = [text for text in CORPUS if "\0" not in text and len(text.encode()) < 190 and text.strip()]
    missing = [text for text in kept if text not in names]
    assert missing == []
