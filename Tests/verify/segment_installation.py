"""A fresh installation for the checks with foreign clients: the server, its first owner, a source and the keys of programs."""

import http.cookiejar
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("THROUGHLINE_BINARY", ROOT / "out" / "throughline")).resolve()
SECONDS_TO_START = 60


def with_test_packages():
    """Goes on in the Python that has the packages of scripts/requirements.txt."""
    python = ROOT / ".build-python" / "bin" / "python"
    if not python.exists():
        sys.exit("segment: the test packages are missing: run scripts/python-needs first.")
    if pathlib.Path(sys.prefix) != python.parent.parent:
        os.execv(python, [str(python), *sys.argv])


class Installation:
    """Starts the server and introduces the owner; `with` stops it and says whether it ended by itself."""

    def __init__(self, *options):
        self.directory = tempfile.TemporaryDirectory(prefix="throughline-segment-")
        self.address = self.first_link = None
        self.ready = threading.Event()
        self.words = []
        self.process = subprocess.Popen(
            [BINARY, "serve", "--directory", self.directory.name, "--port", "0", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        threading.Thread(target=self._listen, daemon=True).start()
        if not self.ready.wait(SECONDS_TO_START) or self.first_link is None:
            self.process.kill()
            sys.exit("segment: the server did not start:\n" + "".join(self.words[-20:]))
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self._introduce_owner()

    def _listen(self):
        for line in self.process.stdout:
            self.words.append(line)
            for address, path in re.findall(r"(https?://[\w.:\[\]-]+)(/[^\s\x1b]*)?", line):
                self.address = self.address or address
                if path and path.startswith("/welcome/"):
                    self.first_link = path
                    self.ready.set()
        self.ready.set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(20)
        self.directory.cleanup()
        if status != 0:
            sys.exit(f"segment: the server ended with status {status}:\n" + "".join(self.words[-20:]))

    # What a person does with a browser.

    def page(self, path):
        return self.browser.open(self.address + path).read().decode()

    def submit(self, page, path, **fields):
        """Sends a form of that page, sealed as it was."""
        fields["_seal"] = re.search(r'name="_seal" value="([^"]+)"', self.page(page)).group(1)
        request = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(fields).encode(), {"Sec-Fetch-Site": "same-origin", "Origin": self.address})
        return self.browser.open(request).read().decode()

    def _introduce_owner(self):
        self.submit(
            self.first_link, self.first_link, name="Ada Lovelace", email="ada@example.com", password="analytical engines weave algebra",
            language="en")

    def write_key(self, source="Shop"):
        """The key of a new source."""
        return self._key(self.submit("/settings/sources", "/settings/sources", source=source))

    def program_key(self, scope):
        return self._key(self.submit("/settings/sources", "/settings/keys", key=f"Check {scope}", scope=scope))

    def _key(self, page):
        found = re.search(r"\btl_[0-9A-Za-z_]+", page)
        if not found:
            sys.exit("segment: the page with the new key shows none:\n" + re.sub(r"<[^>]+>", " ", page)[:2000])
        return found.group(0)
