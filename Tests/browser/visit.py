"""A visit to a page as a stranger's browser makes it, with everything that came over the wire and everything that went wrong."""

import dataclasses

LISTENER = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', event =>
    window.__violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
window.__shift = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""

SETTLED = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"""


@dataclasses.dataclass
class Visit:
    status: int = 0
    errors: list = dataclasses.field(default_factory=list)
    violations: list = dataclasses.field(default_factory=list)
    requests: list = dataclasses.field(default_factory=list)
    bytes: dict = dataclasses.field(default_factory=dict)
    layout_shift: float = 0

    @property
    def transferred(self):
        return sum(self.bytes.values())

    def account(self):
        """One line a request, for the message of a failed test."""
        return "\n".join(f"{self.bytes.get(number, 0):>8} {address}" for number, address in self.requests)


def watch(page):
    """Counts what the page asks for and hears its complaints, from now on. Bytes are as they crossed the wire, headers too."""
    visit = Visit()
    page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.add_init_script(LISTENER)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")

    def asked(event):
        if not event["request"]["url"].startswith("data:"):
            visit.requests.append((event["requestId"], event["request"]["url"]))

    def answered(event):
        visit.bytes[event["requestId"]] = visit.bytes.get(event["requestId"], 0) + event["response"].get("encodedDataLength", 0)

    def received(event):
        visit.bytes[event["requestId"]] = visit.bytes.get(event["requestId"], 0) + event.get("encodedDataLength", 0)

    def finished(event):
        visit.bytes[event["requestId"]] = event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.responseReceived", answered)
    wire.on("Network.dataReceived", received)
    wire.on("Network.loadingFinished", finished)
    return visit


def go(page, address):
    """Opens the address with an empty cache and waits until it has drawn itself."""
    visit = watch(page)
    response = page.goto(address, wait_until="load")
    visit.status = response.status if response else 0
    page.evaluate(SETTLED)
    visit.violations = page.evaluate("window.__violations ?? []")
    visit.layout_shift = page.evaluate("window.__shift ?? 0")
    return visit
