"""What is meant for paper fits it: the executive summary is one sheet of A4, upright, in each language."""

import re

import pytest
from company import Company
from visit import browse

LOCALES = {"en": "en-GB", "ru": "ru-RU", "pl": "pl-PL", "zh": "zh-CN"}
A4 = (594.96, 841.92)
ACTION = "Call the carrier every morning, ask for a list of late parcels and write to the customers before they ask"
RIVALS = ["Oakline Furniture", "Northwind Office", "Steel & Sons", "Desk & Chair Company"]


def sheets(page, address):
    page.goto(f"{address}/journey/summary", wait_until="load")
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    return re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", sheet)


@pytest.mark.parametrize("language", LOCALES)
def test_the_summary_is_one_sheet(company, visitor, language):
    sizes = sheets(visitor(locale=LOCALES[language]), company.address)
    assert len(sizes) == 1, f"{len(sizes)} sheets"
    assert [abs(float(found) - wanted) < 1 for found, wanted in zip(sizes[0], A4)] == [True, True], sizes


def act(page, address):
    """Takes on the first finding of which nobody has said anything."""
    page.goto(f"{address}/journey/insights", wait_until="load")
    forms = page.locator("form[action='/journey/insights']")
    untouched = next(form for form in forms.all() if not form.locator("input[name=action]").input_value())
    untouched.evaluate("form => { form.closest('details').open = true }")
    untouched.locator("input[name=action]").fill(ACTION)
    untouched.locator("input[name=acted_on]").fill("2026-09-15")
    untouched.locator("button[value=done]").click()
    page.wait_for_load_state()


def compare(page, address, name, sort):
    page.goto(f"{address}/journey/benchmarks", wait_until="load")
    form = page.locator("form:has(input[name=nps])").first
    form.evaluate("form => form.closest('details') && (form.closest('details').open = true)")
    form.locator("select[name=sort]").select_option(sort)
    for field, value in {"name": name, "nps": "41", "answers": "1200", "from": "2026-01-01", "to": "2026-10-31"}.items():
        form.locator(f"input[name={field}]").fill(value)
    form.locator("button").last.click()
    page.wait_for_load_state()


def test_the_summary_of_a_busy_company_is_one_sheet_too(chromium):
    """Three actions with what came of them, four competitors and the own staff: what does not fit is counted."""
    busy = Company()
    try:
        context = browse(chromium, locale="en-GB")
        page = context.new_page()
        page.goto(busy.sign_in, wait_until="load")
        for _ in range(3):
            act(page, busy.address)
        for name in RIVALS:
            compare(page, busy.address, name, "competitor")
        compare(page, busy.address, "Our own", "staff")
        state = context.storage_state()
        for locale in LOCALES.values():
            assert len(sheets(browse(chromium, locale=locale, storage_state=state).new_page(), busy.address)) == 1, locale
        page.goto(f"{busy.address}/journey/summary", wait_until="load")
        assert "1 more stands under Benchmarks" in page.locator(".brief").inner_text()
    finally:
        busy.stop()
