#!/usr/bin/env python3
"""Segment's own library for Python sends a thousand calls; each of them must be on the line exactly once."""

import collections
import datetime
import json
import sys
import urllib.request

import segment_installation

segment_installation.with_test_packages()

import segment.analytics  # noqa: E402

CALLS = 1000
PEOPLE = 50


def send(client, start):
    """A thousand calls of all kinds about fifty people, none of which have a time of their own but the first hundred."""
    for number in range(CALLS):
        who = f"customer-{number % PEOPLE}"
        when = start - datetime.timedelta(minutes=number) if number < 100 else None
        kind = number % 10
        if kind == 0:
            client.identify(who, {"email": f"{who}@example.com", "name": f"Customer {number % PEOPLE}", "address": {"city": "Łódź"}}, timestamp=when)
        elif kind == 1:
            client.page(user_id=who, category="Shop", name="Start", properties={"path": f"/{number}", "title": "Żółty stół"}, timestamp=when)
        elif kind == 2:
            client.screen(user_id=who, category="App", name="Cart", properties={"number": number}, timestamp=when)
        elif kind == 3:
            client.group(who, f"company-{number % 7}", {"name": f"Company {number % 7}", "employees": 420}, timestamp=when)
        elif kind == 4:
            client.alias(f"browser-{number % PEOPLE}", who, timestamp=when)
        elif kind == 5:
            client.track(who, "Order Completed", {"order_id": f"A{number}", "revenue": 19.99, "currency": "EUR"}, timestamp=when)
        else:
            client.track(who, "Song Played", {"number": number, "text": "héllo \"中文\"\n"}, context={"ip": "203.0.113.7"}, timestamp=when)
    client.flush()
    client.join()


def read(address, key, path):
    request = urllib.request.Request(address + path, headers={"Authorization": f"Bearer {key}"})
    return json.load(urllib.request.urlopen(request))


def line(address, key):
    """All touchpoints of all people, each once."""
    touchpoints, page = {}, "/api/v1/people?limit=10"
    while page:
        people = read(address, key, page)
        for person in people["people"]:
            more = f"/api/v1/touchpoints?limit=100&person={person['id']}"
            while more:
                found = read(address, key, more)
                for touchpoint in found["touchpoints"]:
                    touchpoints.setdefault(touchpoint["position"], []).append(touchpoint)
                more = found.get("next")
        page = people.get("next")
    return touchpoints


def check(touchpoints, start):
    wanted = {"identify": 100, "page_view": 100, "screen_view": 100, "group": 100, "alias": 100, "order_placed": 100, "song_played": 400}
    counted = collections.Counter(each[0]["kind"] for each in touchpoints.values())
    faults = [f"{kind}: {counted[kind]} instead of {number}" for kind, number in wanted.items() if counted[kind] != number]
    faults += [f"{kind}: {number} unasked for" for kind, number in counted.items() if kind not in wanted]
    faults += [f"position {position} belongs to {len(each)} people" for position, each in touchpoints.items() if len(each) > 1]
    everything = [each[0] for each in touchpoints.values()]
    worth = sum(touchpoint.get("value", {}).get("amount", 0) for touchpoint in everything)
    if round(worth, 2) != 1999.00:
        faults.append(f"the orders are worth {worth} instead of 1999")
    texts = {touchpoint["properties"]["text"] for touchpoint in everything if touchpoint["kind"] == "song_played"}
    if texts != {"héllo \"中文\"\n"}:
        faults.append(f"texts arrived as {texts}")
    oldest = min(datetime.datetime.fromisoformat(touchpoint["at"].replace("Z", "+00:00")) for touchpoint in everything)
    if abs((start - datetime.timedelta(minutes=99) - oldest).total_seconds()) > 60:
        faults.append(f"the oldest call is of {oldest}")
    return faults


def main():
    with segment_installation.Installation() as installation:
        key, reader = installation.write_key(), installation.program_key("read")
        failures = []
        start = datetime.datetime.now(datetime.timezone.utc)
        for packed in (False, True):
            client = segment.analytics.Client(
                key, host=installation.address, gzip=packed, on_error=lambda error, _: failures.append(error), max_retries=3, upload_size=100,
                max_queue_size=5000)
            send(client, start)
            if not packed:
                faults = check(line(installation.address, reader), start)
        # The second, packed thousand has ids of its own: with it there are two thousand.
        both = line(installation.address, reader)
        if len(both) != 2 * CALLS:
            faults.append(f"{len(both)} touchpoints instead of {2 * CALLS} after the second thousand")
        faults += [f"the library says: {error}" for error in failures]
    print("\n".join(faults) or f"segment: {2 * CALLS} calls of segment-analytics-python, plain and packed, are on the line once each")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
