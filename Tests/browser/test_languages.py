"""Every page speaks the reader's language, and leaves no text or place of a text unfilled. Read off what the server sends: no browser is needed."""

import html.parser
import json
import pathlib
import re
import urllib.error
import urllib.request

import pytest

from pages import PAGES

LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "pl": "pl-PL", "zh": "zh-CN"}
TEXTS = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "WebAssets" / "texts" / "en.json"


class Said(html.parser.HTMLParser):
    """What a person reads or hears: text, and the attributes that stand for it."""

    def __init__(self, text):
        super().__init__()
        self.language, self.texts, self.silent = None, [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.silent = tag in ("script", "style")
        if tag == "html":
            self.language = attributes.get("lang")
        self.texts += [attributes[name] for name in ("alt", "aria-label", "placeholder", "title") if attributes.get(name)]

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data.strip())


def read(address, language, cookies):
    """The page as it is sent, whatever its status."""
    jar = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)
    request = urllib.request.Request(address, headers={"Accept-Language": language, "Cookie": jar})
    try:
        return urllib.request.urlopen(request, timeout=60).read().decode()
    except urllib.error.HTTPError as answer:
        return answer.read().decode()


# What is written in braces in saved replies, and told there as it is written.
FACTS = {"{customer}", "{first}", "{agent}", "{number}", "{subject}", "{company}", "{order}"}


def unfilled():
    """A key that stands for a missing text, by the first words of the keys there are, or a place that nothing was put into."""
    topics = {key.split(".")[0] for key in json.loads(TEXTS.read_text())}
    return re.compile(rf"^(?:{'|'.join(sorted(topics))})(?:\.\w+)+$|\{{\w+\}}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_page_speaks(wanted, language, addresses, session):
    # Where an address names a language, that one counts.
    address = re.sub(r"\blang=\w+", f"lang={language}", addresses[wanted.name])
    said = Said(read(address, LANGUAGES[language], session["cookies"] if wanted.signed_in else []))
    assert said.language.split("-")[0] == language
    pattern = unfilled()
    assert len(said.texts) > 5
    assert [text for text in said.texts if pattern.search(text) and text not in FACTS] == []
