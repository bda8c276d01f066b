"""The service report narrows and opens without a script; the board on the wall follows what happens and fits its screen."""

import re

import pytest

from member import Member, send_message


@pytest.fixture(scope="module")
def writer(company, session):
    return Member(company.address, session["cookies"]).key(name="Reports")


def write(company, writer, name):
    status, answer = send_message(
        company, writer,
        {"key": name, "thread": name, "channel": "sms", "from": [{"type": "email", "value": f"{name}@reports.example"}], "text": f"Hello, {name}"})
    assert status == 200, answer


def waiting(page):
    return int(page.locator(".wall-figure", has=page.get_by_role("heading", name="Waiting now")).locator(".figure").inner_text())


def test_the_report_is_narrowed_and_each_number_opens_its_conversations(company, reader, writer):
    write(company, writer, "heron")
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/inbox/report?period=7d", wait_until="load")
    page.get_by_text("Narrow by team, agent, channel or label").click()
    page.get_by_label("Channel", exact=True).select_option(label="SMS")
    page.locator("form.filters").get_by_role("button", name="Show").click()
    assert "channel=sms" in page.url and "period=7d" in page.url
    assert page.get_by_text("Only:").is_visible()
    download = page.get_by_role("link", name="Download as CSV").first.get_attribute("href")
    assert "channel=sms" in download
    # An hour in which somebody wrote leads to their conversations.
    hour = page.locator("table.traffic tbody td a").first
    count = int(hour.inner_text())
    hour.click()
    rows = page.locator("#conversations tbody tr")
    assert re.search(r"weekday=\d&hour=\d", page.url) and 1 <= rows.count() <= count
    page.get_by_role("link", name="Show all").click()
    # So does a number of the backlog.
    page.locator("#backlog tbody td a").first.click()
    assert "backlog=created" in page.url and rows.count() >= 1
    page.get_by_role("link", name="On all channels").click()
    assert "channel=" not in page.url and "period=7d" in page.url


def test_the_board_follows_what_happens(company, visitor, writer):
    board = visitor()
    board.goto(f"{company.address}/inbox/board", wait_until="load")
    before = waiting(board)
    write(company, writer, "egret")
    board.locator(".wall-figure .figure").first.get_by_text(str(before + 1), exact=True).wait_for()
    # It asks nobody to reload it, and has no menu.
    assert board.locator("head meta[http-equiv=refresh]").count() == 0 and board.locator(".rail").count() == 0


def test_the_board_is_fresh_each_minute_without_a_script(company, reader):
    page = reader(java_script_enabled=False).page
    page.goto(f"{company.address}/inbox/board", wait_until="load")
    assert page.locator("head meta[http-equiv=refresh]").get_attribute("content") == "60"
    assert page.get_by_role("link", name="Inbox").is_visible()


@pytest.mark.parametrize("width,height", [(1366, 768), (1920, 1080)])
def test_the_board_fits_its_screen_and_is_read_from_afar(company, reader, width, height):
    page = reader(width, height).page
    page.goto(f"{company.address}/inbox/board", wait_until="load")
    sizes = page.locator(".wall-figure .figure").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert len(sizes) == 7 and min(sizes) >= width / 40, sizes
    cut = page.locator(".wall-figure").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length")
    assert cut == 0
    bottom = page.locator(".wall-figures.today").evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom <= height, "the figures stand on one screen"
