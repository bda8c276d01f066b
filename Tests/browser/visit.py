"""A visit to a page as a stranger's browser makes it, with everything that came over the wire and everything that went wrong."""

import dataclasses

# Milliseconds until an answer is given up: the server here is built for finding faults, not for speed, and has neighbours.
PATIENCE = 180_000

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


def browse(chromium, **options):
    """A browser of its own that waits as long as a busy machine takes."""
    context = chromium.new_context(**options)
    context.set_default_timeout(PATIENCE)
    return context


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


class Witness:
    """Goes to pages one after the other, counts what each asks for and hears its complaints. Bytes are as they crossed the wire, headers too."""

    def __init__(self, page, caches=True):
        self.page, self.visit = page, Visit()
        page.on("console", lambda message: self.visit.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.visit.errors.append(str(error)))
        page.add_init_script(LISTENER)
        self.wire = wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": not caches})
        wire.on("Network.requestWillBeSent", self.asked)
        wire.on("Network.responseReceived", lambda event: self.came(event, event["response"].get("encodedDataLength", 0)))
        wire.on("Network.dataReceived", lambda event: self.came(event, event.get("encodedDataLength", 0)))
        wire.on("Network.loadingFinished", self.finished)

    def asked(self, event):
        if not event["request"]["url"].startswith("data:"):
            self.visit.requests.append((event["requestId"], event["request"]["url"]))

    def came(self, event, size):
        self.visit.bytes[event["requestId"]] = self.visit.bytes.get(event["requestId"], 0) + size

    def finished(self, event):
        self.visit.bytes[event["requestId"]] = event["encodedDataLength"]

    def go(self, address):
        """Opens the address and waits until it has drawn itself."""
        visit = self.visit = Visit()
        response = self.page.goto(address, wait_until="load")
        visit.status = response.status if response else 0
        self.page.evaluate(SETTLED)
        visit.violations = self.page.evaluate("window.__violations ?? []")
        visit.layout_shift = self.page.evaluate("window.__shift ?? 0")
        return visit

