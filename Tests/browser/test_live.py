"""An open page follows what happens, without being reloaded, and without losing what is being done on it."""

import subprocess
import time

import pytest

from company import BINARY
from member import Member, send


@pytest.fixture(scope="module")
def writer(company, session):
    return Member(company.address, session["cookies"]).key(name="Live")


def say(company, writer, user, text):
    """Something that a customer says; returns when it was acknowledged."""
    status, _ = send(company.address, writer, "/v1/track", {
        "type": "track", "event": "Chat Message", "userId": user, "messageId": text, "properties": {"message": text, "channel": "chat"}})
    assert status == 200
    return time.monotonic()


def open_customer(visitor, company, session, user):
    member = Member(company.address, session["cookies"])
    path = member.read(f"/customers?q={user}").split('href="/customers/')
    identifier = next(part[:26] for part in path[1:] if part[:26].isalnum() and part[26] == '"')
    page = visitor()
    page.goto(f"{company.address}/customers/{identifier}", wait_until="load")
    return page


def test_messages_reach_an_open_page(visitor, company, session, writer):
    say(company, writer, "live-1", "before the page was opened")
    page = open_customer(visitor, company, session, "live-1")
    page.evaluate("window.same = true")
    waits = []
    for number in range(5):
        text = f"here is message {number}"
        begun = say(company, writer, "live-1", text)
        page.get_by_text(text).wait_for()
        waits.append(time.monotonic() - begun)
    assert page.evaluate("window.same"), "the page was loaded anew"
    assert page.locator("#live").inner_text().strip() != "", "nothing was read out"
    print("seconds from the acknowledgement to the page:", [round(wait, 3) for wait in waits])


def test_what_came_from_another_program_is_seen_too(visitor, company, session, writer, tmp_path):
    say(company, writer, "live-2", "before")
    page = open_customer(visitor, company, session, "live-2")
    (tmp_path / "calls.csv").write_text("user_id,time,event,channel\nlive-2,2026-01-01T10:00:00Z,Brought by a file,phone\n")
    subprocess.run([BINARY, "import", tmp_path / "calls.csv", "--directory", company.directory.name], check=True, capture_output=True)
    page.get_by_text("Brought by a file").first.wait_for()


def test_what_was_missed_while_nobody_looked_is_caught_up(visitor, company, session, writer):
    say(company, writer, "live-3", "before")
    page = open_customer(visitor, company, session, "live-3")
    page.context.set_offline(True)
    say(company, writer, "live-3", "said while the line was dead")
    page.context.set_offline(False)
    page.get_by_text("said while the line was dead").wait_for()


def test_what_is_being_done_on_the_page_is_left_alone(visitor, company, session, writer):
    say(company, writer, "live-4", "before")
    page = open_customer(visitor, company, session, "live-4")
    page.locator("#search").fill("half a wor")
    say(company, writer, "live-4", "in the middle of it")
    page.get_by_text("in the middle of it").wait_for()
    assert page.locator("#search").input_value() == "half a wor"
    assert page.evaluate("document.activeElement.id") == "search"


def test_pulse_counts_on(visitor, company, writer):
    page = visitor()
    page.goto(company.address + "/", wait_until="load")
    before = page.locator("#pulse").inner_text()
    say(company, writer, "live-5", "somebody new")
    page.wait_for_function("before => document.getElementById('pulse').innerText !== before", arg=before)


def test_works_without_a_script(visitor, company, session, writer):
    say(company, writer, "live-6", "plain")
    page = visitor(java_script_enabled=False)
    page.goto(f"{company.address}/customers?q=live-6", wait_until="load")
    page.locator("a[href^='/customers/']").last.click()
    assert page.get_by_text("plain").count() > 0
