"""What is meant for paper fits it: the executive summary is one sheet of A4, upright, in each language."""

import re

import pytest

LOCALES = {"en": "en-GB", "ru": "ru-RU", "pl": "pl-PL", "zh": "zh-CN"}
A4 = (594.96, 841.92)


@pytest.mark.parametrize("language", LOCALES)
def test_the_summary_is_one_sheet(company, visitor, language):
    page = visitor(locale=LOCALES[language])
    page.goto(f"{company.address}/journey/summary", wait_until="load")
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", sheet)
    assert len(sizes) == 1, f"{len(sizes)} sheets"
    assert [abs(float(found) - wanted) < 1 for found, wanted in zip(sizes[0], A4)] == [True, True], sizes
