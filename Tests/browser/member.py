"""Somebody who works at the company, without a browser: reads pages and sends their forms, sealed as they were."""

import base64
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request


class Member:
    """`cookies` are those of a browser that signed in."""

    def __init__(self, address, cookies):
        self.address = address
        self.opener = urllib.request.build_opener()
        self.opener.addheaders = [("Cookie", "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies))]

    def read(self, path):
        return self.opener.open(self.address + path).read().decode()

    def submit(self, page, path, **fields):
        """Sends a form of that page; what comes back is the page after it, refused or not."""
        fields["_seal"] = re.search(r'name="_seal" value="([^"]+)"', self.read(page)).group(1)
        request = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(fields).encode(), {"Sec-Fetch-Site": "same-origin", "Origin": self.address})
        try:
            return self.opener.open(request).read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.read().decode()

    def key(self, scope="write", name="Browser tests"):
        """A new key; for writing it is of a new source."""
        if scope == "write":
            page = self.submit("/settings/sources", "/settings/sources", source=name)
        else:
            page = self.submit("/settings/sources", "/settings/keys", key=name, scope=scope)
        return re.search(r"\btl_[0-9a-z]+", page).group(0)


def send(address, key, path, body):
    """Sends JSON as a program does; returns the status and the answer."""
    credentials = base64.b64encode(f"{key}:".encode()).decode()
    request = urllib.request.Request(
        address + path, json.dumps(body).encode(), {"Content-Type": "application/json", "Authorization": "Basic " + credentials})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def ask(address, key, path):
    """What a program is told that reads."""
    with urllib.request.urlopen(urllib.request.Request(address + path, headers={"Authorization": "Bearer " + key})) as answer:
        return json.loads(answer.read())


def say(company, writer, key, text, thread):
    """A message of a customer; returns the number of its conversation, and when it was acknowledged."""
    status, answer = send_message(company, writer, {
        "key": key, "thread": thread, "channel": "messenger", "from": [{"type": "email", "value": f"{thread}@example.com"}], "text": text})
    assert status == 200, answer
    return int(answer.split('"conversation":')[1].split(",")[0]), time.monotonic()


def send_message(company, writer, body):
    request = urllib.request.Request(
        company.address + "/api/v1/messages", json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": "Bearer " + writer})
    with urllib.request.urlopen(request) as answer:
        return answer.status, answer.read().decode()
