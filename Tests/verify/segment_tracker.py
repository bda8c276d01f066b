#!/usr/bin/env python3
"""The script for websites in a real browser: what it keeps before and after consent, what it sends, and that nothing is lost when the
server fails for a while. At last it tells a real installation."""

import http.server
import json
import pathlib
import shutil
import sys
import threading
import time

import segment_client
import segment_installation

segment_installation.with_test_packages()

from playwright.sync_api import sync_playwright  # noqa: E402

SCRIPT = pathlib.Path(segment_installation.ROOT / "Sources" / "WebAssets" / "files" / "t.js")
FAULTS = []


def expect(holds, sentence):
    if not holds:
        FAULTS.append(sentence)


class Listener(http.server.ThreadingHTTPServer):
    """Hands out the script and writes down what it sends; while `refusing`, answers 503."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Door)
        self.events, self.refusing, self.refused = [], False, 0
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def wait(self, count, seconds=15):
        """The events that came, once there are so many."""
        end = time.monotonic() + seconds
        while len(self.events) < count and time.monotonic() < end:
            time.sleep(0.05)
        return self.events


class Door(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200, SCRIPT.read_bytes(), "text/javascript")

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.refusing:
            self.server.refused += 1
            return self.answer(503, b"{}", "application/json")
        self.server.events += body["batch"]
        self.answer(200, b'{"success":true}', "application/json")

    def answer(self, status, body, kind):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(body), "Access-Control-Allow-Origin": "*"}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Site(http.server.ThreadingHTTPServer):
    """A website with the script in each of its pages."""

    def __init__(self, target, key):
        super().__init__(("127.0.0.1", 0), SitePage)
        self.html = f"""<!doctype html><title>Desks</title><script>window.throughline=window.throughline||[];
            throughline.push(["track","Early Bird"])</script><script src="{target}/t.js" data-key="{key}"></script><h1>Desks</h1>"""
        self.address = f"http://localhost:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class SitePage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.server.html.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def stored(page):
    return page.evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])")


def check_pages(browser):
    listener = Listener()
    site = Site(listener.address, "tl_key")
    page = browser.new_page()
    page.goto(site.address + "/desks?utm_source=mail&utm_campaign=spring&token=secret#top")
    first = listener.wait(2)
    expect([event.get("event", event["type"]) for event in first] == ["page", "Early Bird"], f"at first came {first}")
    viewed = first[0]["context"]
    expect(viewed["page"]["path"] == "/desks" and viewed["page"]["title"] == "Desks", f"the page is {viewed['page']}")
    expect(viewed["campaign"] == {"source": "mail", "name": "spring"}, f"the campaign is {viewed.get('campaign')}")
    expect("secret" not in json.dumps(first), "a part of the address was sent that may hold secrets")
    expect(stored(page) == '["",{},{}]', f"before consent the browser keeps {stored(page)}")

    page.evaluate("history.pushState({}, '', '/desks/4711'); history.replaceState({}, '', '/desks/4711?size=2')")
    page.go_back()
    views = [event for event in listener.wait(4) if event["type"] == "page"]
    expect([view["context"]["page"]["path"] for view in views] == ["/desks", "/desks/4711", "/desks"], f"pages seen: {views}")
    expect(views[1]["context"]["page"]["referrer"].endswith("/desks"), "a page within the site does not say where it was come from")

    page.evaluate("throughline.identify(4711, {email: 'ada@example.com'})")
    expect(stored(page) == '["",{},{}]', "an identified visitor is kept without consent")
    page.evaluate("throughline.consent()")
    kept = page.evaluate("JSON.parse(localStorage.throughline)")
    expect(kept["userId"] == "4711", f"after consent the browser keeps {kept}")
    events = listener.wait(6)
    expect(events[-2]["traits"] == {"email": "ada@example.com"} and events[-2]["userId"] == "4711", f"identify was {events[-2]}")
    expect(events[-1]["event"] == "Consent Given", f"consent was {events[-1]}")
    expect(len({event["anonymousId"] for event in events}) == 1, "the visitor changed on the way")

    for nobody in ("null", "undefined", "{}", "''", "' '"):
        page.evaluate(f"throughline.identify({nobody})")
    expect(page.evaluate("JSON.parse(localStorage.throughline)") == kept, "an id that names nobody has changed who it is")

    page.goto(site.address + "/other")
    expect(listener.wait(8)[6]["anonymousId"] == events[0]["anonymousId"], "after consent the browser was not known again")
    page.evaluate("throughline.consent(false); throughline.track('Bye')")
    listener.wait(10)
    expect(stored(page) == '["",{},{}]', "withdrawn consent leaves something behind")
    withdrawn, bye = listener.wait(10)[-2:]
    expect(withdrawn["event"] == "Consent Withdrawn" and withdrawn["userId"] == "4711", f"consent was withdrawn by {withdrawn}")
    expect(bye["anonymousId"] != events[0]["anonymousId"] and "userId" not in bye, f"withdrawn consent still names {bye}")
    page.evaluate("throughline.identify('x'); throughline.reset(); throughline.track('Gone')")
    gone = listener.wait(12)[-1]
    expect(gone["anonymousId"] != bye["anonymousId"] and "userId" not in gone, "reset is not a stranger")
    expect(len({event["messageId"] for event in listener.events}) == len(listener.events), "two events have one id")
    page.close()


def check_trouble(browser):
    listener = Listener()
    site = Site(listener.address, "tl_key")
    page = browser.new_page()
    listener.refusing = True
    page.goto(site.address + "/a")
    for number in range(60):
        page.evaluate(f"throughline.track('Click', {{number: {number}}})")
    end = time.monotonic() + 10
    while listener.refused == 0 and time.monotonic() < end:
        page.wait_for_timeout(50)
    listener.refusing = False
    page.wait_for_timeout(100)
    numbers = [event["properties"]["number"] for event in listener.wait(62, 30) if event.get("event") == "Click"]
    expect(numbers == list(range(60)), f"after the trouble came {numbers}")
    page.evaluate("for (let n = 0; n < 40; n++) throughline.track('Last', {number: n})")
    page.close(run_before_unload=False)
    last = [event["properties"]["number"] for event in listener.wait(102) if event.get("event") == "Last"]
    expect(sorted(last) == list(range(40)), f"of what was said at the end came {sorted(last)}")


def check_installation(browser):
    with segment_installation.Installation() as installation:
        site = Site(installation.address, installation.write_key())
        reader = installation.program_key("read")
        page = browser.new_page()
        faults = []
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(site.address + "/desks")
        page.evaluate("throughline.identify('customer-1', {email: 'ada@example.com'}); throughline.track('Demo Booked')")
        page.wait_for_timeout(2000)
        page.close()
        kinds = sorted(each[0]["kind"] for each in segment_client.line(installation.address, reader).values())
        expect(kinds == ["demo_booked", "early_bird", "identify", "page_view"], f"on the line are {kinds}")
        people = segment_client.read(installation.address, reader, "/api/v1/people?q=ada")["people"]
        expect(len(people) == 1 and len(people[0]["identifiers"]) == 3, f"known are {people}")
        expect(not [fault for fault in faults if "favicon" not in fault], f"the console says {faults}")


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), chromium_sandbox=False)
        check_pages(browser)
        check_trouble(browser)
        if "--script-only" not in sys.argv:
            check_installation(browser)
        browser.close()
    print("\n".join(FAULTS) or "segment: the script for websites keeps, sends and tries again as it should")
    return bool(FAULTS)


if __name__ == "__main__":
    sys.exit(main())
