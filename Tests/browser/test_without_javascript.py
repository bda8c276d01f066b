"""Everything works without JavaScript: the page says the same, and every link on it leads somewhere."""

import collections
import re
import urllib.parse

import pytest

from pages import PAGES
from visit import PATIENCE


@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_says_the_same(wanted, reader, addresses, picture):
    plain = reader(signed_in=wanted.signed_in, java_script_enabled=False).page
    response = plain.goto(addresses[wanted.name], wait_until="load")
    picture(plain, f"{wanted.name}-plain")
    assert response.status == wanted.status
    rich = reader(signed_in=wanted.signed_in).page
    rich.goto(addresses[wanted.name], wait_until="load")
    assert plain.locator("main").inner_text().strip() != ""
    assert plain.locator("h1").all_inner_texts() == rich.locator("h1").all_inner_texts()


# Of links that differ in nothing but numbers and values, so many are followed: a list of fifty customers leads to one page fifty times.
ALIKE = 3


def shape(link):
    """What is left of an address without what changes from row to row."""
    parts = urllib.parse.urlsplit(link)
    words = [re.sub(r"[0-9a-z]*[0-9][0-9a-z]*", "#", word) for word in parts.path.split("/")]
    return "/".join(words), tuple(sorted(key for key, _ in urllib.parse.parse_qsl(parts.query)))


@pytest.fixture(scope="module")
def statuses():
    """What each address answered, by whether somebody was signed in: most stand on many pages."""
    return {}


@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(wanted, reader, addresses, company, statuses):
    page = reader(signed_in=wanted.signed_in, java_script_enabled=False).page
    page.goto(addresses[wanted.name], wait_until="load")
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = {urllib.parse.urldefrag(link).url for link in links if link.startswith(company.address + "/")}
    # What is refused stays refused for other days; every other page is to be reached without it.
    if wanted.status >= 400:
        here = {link for link in here if urllib.parse.urlsplit(link).path != urllib.parse.urlsplit(wanted.path).path}
    broken, alike = [], collections.Counter()
    for link in sorted(here):
        alike[shape(link)] += 1
        if alike[shape(link)] > ALIKE:
            continue
        visit = (link, wanted.signed_in)
        if visit not in statuses:
            statuses[visit] = page.request.get(link, max_redirects=5, timeout=PATIENCE).status
        if statuses[visit] >= 400:
            broken.append(f"{statuses[visit]} {link}")
    assert broken == []
