"""Every page speaks the reader's language, and leaves no text or place of a text unfilled."""

import json
import pathlib
import re

import pytest

from pages import PAGES

LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "pl": "pl-PL", "zh": "zh-CN"}
TEXTS = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "WebAssets" / "texts" / "en.json"

# What a person reads or hears: text, and the attributes that stand for it.
SAID = """() => {
    const said = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) said.push(node.data.trim());
        else for (const name of ['alt', 'aria-label', 'placeholder', 'title']) if (node.hasAttribute(name)) said.push(node.getAttribute(name));
    }
    return said;
}"""


def unfilled():
    """A key that stands for a missing text, by the first words of the keys there are, or a place that nothing was put into."""
    topics = {key.split(".")[0] for key in json.loads(TEXTS.read_text())}
    return re.compile(rf"^(?:{'|'.join(sorted(topics))})(?:\.\w+)+$|\{{\w+\}}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_page_speaks(wanted, language, reader, addresses, picture):
    page = reader(signed_in=wanted.signed_in, locale=LANGUAGES[language]).page
    page.goto(addresses[wanted.name], wait_until="load")
    picture(page, f"{wanted.name}-{language}")
    assert page.locator("html").get_attribute("lang").split("-")[0] == language
    pattern = unfilled()
    assert [text for text in page.evaluate(SAID) if pattern.search(text)] == []
