"""The chat on a site of somebody else's: there and back, over broken lines and in two tabs, without a trace before the first message."""

import http.server
import json
import re
import threading
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from member import Member
from test_pages import RULES, complaints, excesses
from visit import Witness, browse


class Shop(http.server.ThreadingHTTPServer):
    """A website that carries the chat in each of its pages; like any of them, with its own rules for scripts."""

    def __init__(self, target, key, policy=""):
        super().__init__(("127.0.0.1", 0), ShopPage)
        self.html = f"""<!doctype html><html lang="en"><title>Desks</title><meta name="viewport" content="width=device-width, initial-scale=1">
            <main><h1>Desks</h1><p><a href="/next">Next</a></p></main><script src="{target}/chat.js" data-key="{key}" async></script>"""
        self.policy = policy or (
            f"default-src 'self'; script-src {target}; connect-src {target}; frame-src {target}; require-trusted-types-for 'script'")
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class ShopPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.html.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", self.server.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def member(company, session):
    return Member(company.address, session["cookies"])


@pytest.fixture(scope="module")
def key(company, member):
    return member.key(name="Desk shop")


@pytest.fixture(scope="module")
def shop(company, member, key):
    shop = Shop(company.address, key)
    listed = re.search(r'/settings/chat\?source=(\d+)"[^>]*>Desk shop', member.read("/settings/chat")).group(1)
    answer = member.submit(
        "/settings/chat", f"/settings/chat/{listed}?_method=put", name="Desks & Co", greeting="", accent="#2f5d50", origins=shop.address)
    assert "Desks &amp; Co" in answer and "aria-invalid" not in answer
    yield shop
    shop.shutdown()


@pytest.fixture
def stranger(chromium):
    """Somebody else each time, in a browser of their own."""
    contexts = []

    def come(**options):
        context = browse(chromium, **{"locale": "en-GB", "viewport": {"width": 1366, "height": 768}, **options})
        contexts.append(context)
        return context

    yield come
    for context in contexts:
        context.close()


class Window:
    """The chat of a page."""

    def __init__(self, page, address=None):
        self.page, self.said = page, []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        if address:
            page.goto(address, wait_until="load")

    @property
    def button(self):
        return self.page.locator("throughline-chat button")

    @property
    def frame(self):
        return self.page.frame_locator("throughline-chat iframe")

    def open(self):
        self.button.click()
        # Seen before its script has run, it would take the Enter key for a new line.
        self.frame.locator("html.js #text").wait_for()
        return self

    def write(self, text):
        self.frame.locator("#text").fill(text)
        self.frame.locator("#text").press("Enter")
        self.frame.locator("li.me:not(.pending)", has_text=text).wait_for()
        return self

    def hears(self, text):
        self.frame.locator("li.us", has_text=text).wait_for()

    def stored(self):
        inside = next(frame for frame in self.page.frames if "/chat?" in frame.url).evaluate("JSON.stringify([document.cookie, {...localStorage}])")
        return self.page.evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])"), inside


def desk(visitor, company, text):
    """The page of staff for the conversation that says this."""
    page = visitor()
    page.goto(company.address + "/inbox", wait_until="load")
    page.locator("tr, li, .mail").filter(has_text=text).first.locator("a[href^='/inbox/']").first.click()
    page.wait_for_url(re.compile(r"/inbox/\d+$"))
    return page


def answer(page, text):
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator("li.us", has_text=text).first.wait_for()


def test_goes_there_and_back(company, shop, stranger, visitor):
    context = stranger()
    window = Window(context.new_page(), shop.address).open()
    assert window.stored() == ('["",{},{}]', '["",{}]'), "something is kept before the first message"
    assert context.cookies() == []
    window.write("Is the ash desk in stock? <script>alert(1)</script>")
    kept, inside = window.stored()
    assert json.loads(kept)[1] == {"throughline-chat": "open"} and "tl_chat_" in inside and context.cookies() == []
    page = desk(visitor, company, "Is the ash desk in stock?")
    assert page.locator("li.them p").inner_text() == "Is the ash desk in stock? <script>alert(1)</script>"
    window.frame.locator("#seen").wait_for()
    page.locator("textarea").press_sequentially("Ye")
    window.frame.get_by_text("is writing").wait_for()
    window.frame.locator("#text").press_sequentially("And ")
    page.get_by_text("The customer is writing").wait_for()
    answer(page, "Yes, ten of them.")
    window.hears("Yes, ten of them.")
    page.get_by_text("Read by the customer").wait_for()
    window.write("And in oak?")
    page.locator("li.them", has_text="And in oak?").wait_for()
    assert window.said == []


def test_survives_the_change_of_pages_and_a_dead_line(company, shop, stranger, visitor):
    context = stranger()
    window = Window(context.new_page(), shop.address).open().write("Before the page changed")
    page = desk(visitor, company, "Before the page changed")
    window.page.get_by_role("link", name="Next").click()
    window.page.wait_for_url("**/next")
    window.frame.locator("li.me", has_text="Before the page changed").wait_for()
    context.set_offline(True)
    window.frame.locator("#text").fill("Said without a line")
    window.frame.locator("#text").press("Enter")
    window.frame.get_by_text("There is no connection just now").wait_for()
    answer(page, "Said while the line was dead")
    context.set_offline(False)
    window.hears("Said while the line was dead")
    window.frame.locator("li.me:not(.pending)", has_text="Said without a line").wait_for()
    assert window.frame.locator("li.us", has_text="Said while the line was dead").count() == 1
    page.locator("li.them", has_text="Said without a line").wait_for()
    assert page.locator("li.them", has_text="Said without a line").count() == 1


def test_is_one_in_two_tabs(company, shop, stranger, visitor):
    context = stranger()
    one, two = Window(context.new_page(), shop.address).open(), Window(context.new_page(), shop.address).open()
    one.write("From the first tab")
    two.frame.locator("li.me", has_text="From the first tab").wait_for()
    two.write("From the second tab")
    one.frame.locator("li.me", has_text="From the second tab").wait_for()
    answer(desk(visitor, company, "From the second tab"), "To both")
    one.hears("To both")
    two.hears("To both")
    one.frame.locator("summary").click()
    one.frame.locator("#forget").click()
    two.frame.locator("li.us", has_text="To both").wait_for(state="hidden")


def test_says_on_another_site_why_there_is_none(company, key, shop, stranger):
    elsewhere = Shop(company.address, key)
    window = Window(stranger().new_page(), elsewhere.address)
    for _ in range(100):
        if any("throughline chat" in text for text in window.said):
            break
        window.page.wait_for_timeout(50)
    sentence = f"throughline chat: {elsewhere.address} is not among the sites of this chat: add it under Settings › Chat."
    assert sentence in window.said
    assert window.button.count() == 0
    framed = Shop(company.address, key, policy="frame-src *")
    framed.html = f'<!doctype html><title>Frame</title><iframe src="{company.address}/chat?key={key}"></iframe>'
    page = stranger().new_page()
    page.goto(framed.address, wait_until="load")
    assert page.frame_locator("iframe").locator("#text").count() == 0, "another site can frame the window"


@pytest.mark.parametrize("language", ["en-GB", "ru", "pl", "zh-CN"])
@pytest.mark.parametrize("width, height", [(1366, 768), (360, 740)])
def test_can_be_used_by_everybody(shop, stranger, picture, language, width, height):
    for scheme in ("light", "dark"):
        page = stranger(locale=language, color_scheme=scheme, viewport={"width": width, "height": height}).new_page()
        window = Window(page, shop.address).open()
        picture(page, f"chat-{language}-{scheme}-{width}")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
        assert window.frame.locator("body").evaluate("body => body.scrollWidth <= innerWidth"), "wider than the window"


def test_can_be_used_with_the_keys_alone(shop, stranger):
    window = Window(stranger().new_page(), shop.address)
    window.button.focus()
    window.page.keyboard.press("Enter")
    window.frame.locator("#text:focus").wait_for()
    assert window.button.get_attribute("aria-expanded") == "true"
    window.page.keyboard.press("Escape")
    window.page.locator("throughline-chat [role=dialog]").wait_for(state="hidden")
    assert window.page.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "BUTTON"


def test_works_without_a_script(company, key, shop, stranger, visitor):
    page = stranger(java_script_enabled=False).new_page()
    page.goto(f"{company.address}/chat?key={key}", wait_until="load")
    page.locator("#text").fill("Written without a script")
    page.get_by_role("button", name="Send").click()
    page.locator("li.me", has_text="Written without a script").wait_for()
    answer(desk(visitor, company, "Written without a script"), "Answered all the same")
    page.locator("summary").click()
    page.get_by_role("button", name="Look for answers").click()
    page.locator("li.us", has_text="Answered all the same").wait_for()


def test_keeps_to_the_budget_of_pages(company, key, shop, stranger):
    witness = Witness(stranger().new_page(), caches=False)
    for path in ("/chat", "/chat/example"):
        visit = witness.go(f"{company.address}{path}?key={key}")
        assert [*complaints(visit, 200), *excesses(visit)] == []


def test_the_loader_is_small(company):
    request = urllib.request.Request(company.address + "/chat.js", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as file:
        assert len(file.read()) <= 3_000
