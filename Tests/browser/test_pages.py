"""Every page, light and dark, wide and narrow: within its budget, without a complaint, and usable by everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages import PAGES

SIZES = {1366: 768, 360: 740}
# Those of WCAG 2.2 at the levels A and AA, and what the makers of axe think good practice beyond them.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}

REQUESTS = 6
BYTES = 60_000
LAYOUT_SHIFT = 0.02


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_page(wanted, width, reader, addresses, picture):
    witness = reader(width, SIZES[width], wanted.signed_in)
    page, visit = witness.page, witness.go(addresses[wanted.name])
    picture(page, f"{wanted.name}-light-{width}")
    # As tall as the page: what the bar at the foot of a telephone covers is scrolled to, and no obstacle.
    page.set_viewport_size({"width": width, "height": max(SIZES[width], page.evaluate("document.documentElement.scrollHeight"))})
    faults = [*complaints(visit, wanted.status), *excesses(visit), *obstacles(page, RULES)]
    # The night changes colours and nothing else, and they are the same on any screen.
    page.emulate_media(color_scheme="dark")
    picture(page, f"{wanted.name}-dark-{width}")
    if width == max(SIZES):
        faults += [f"in the dark: {fault}" for fault in obstacles(page, COLOURS)]
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.mark.parametrize("wanted", PAGES, ids=lambda page: page.name)
def test_nothing_moves_on_a_slow_machine(wanted, reader, addresses):
    """A page that is read slowly is drawn in parts, if it may be; each part then pushes the others about."""
    witness = reader(1366, SIZES[1366], wanted.signed_in, device_scale_factor=2)
    witness.wire.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    visit = witness.go(addresses[wanted.name])
    assert visit.layout_shift <= LAYOUT_SHIFT, f"layout shift {visit.layout_shift:.3f}, more than {LAYOUT_SHIFT}"


def complaints(visit, status):
    """What the browser itself has to say."""
    if visit.status != status:
        yield f"answered {visit.status}, not {status}"
    for error in visit.errors:
        # The browser reports an answer 404 on the console too; where one is wanted, that is no fault.
        if status == 200 or "Failed to load resource" not in error:
            yield f"console: {error}"
    for violation in visit.violations:
        yield f"content security policy: {violation}"


def excesses(visit):
    """Where the page is over its budget."""
    if len(visit.requests) > REQUESTS:
        yield f"{len(visit.requests)} requests, more than {REQUESTS}:\n{visit.account()}"
    if visit.transferred > BYTES:
        yield f"{visit.transferred} bytes over the wire, more than {BYTES}:\n{visit.account()}"
    if visit.layout_shift > LAYOUT_SHIFT:
        yield f"layout shift {visit.layout_shift:.3f}, more than {LAYOUT_SHIFT}"


def obstacles(page, rules):
    """What keeps somebody from using the page."""
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        yield f"{overflow} pixels wider than the window"
    for found in Axe().run(page, options=rules).response["violations"]:
        for node in found["nodes"]:
            yield f"axe {found['id']}: {' '.join(node['html'].split())[:200]}"
