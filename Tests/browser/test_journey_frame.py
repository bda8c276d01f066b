"""The frame of the pages of the journey on a phone, and what goes on paper."""

import pytest


@pytest.mark.parametrize("view", ["benchmarks", "departments", "retention"])
def test_the_current_tab_is_in_view_on_a_phone(company, visitor, view):
    page = visitor(width=390, height=844)
    page.goto(f"{company.address}/journey/{view}", wait_until="load")
    box = page.locator(".tabs [aria-current]").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390, box
    heights = page.eval_on_selector_all(".choices a", "all => all.map(a => a.offsetHeight)")
    assert all(height < 40 for height in heights), heights


def test_the_labels_of_a_curve_do_not_collide(company, visitor):
    for width in (390, 1366):
        page = visitor(width=width, height=844)
        page.goto(f"{company.address}/journey", wait_until="load")
        boxes = page.eval_on_selector_all(
            "#emotion .axis span",
            "all => all.map(span => { const r = document.createRange(); r.selectNodeContents(span); const b = r.getBoundingClientRect(); "
            "return [b.left, b.right]; })")
        assert len(boxes) > 2
        assert all(one[1] <= other[0] + 1 for one, other in zip(boxes, boxes[1:])), boxes


def test_the_summary_has_a_button_that_prints(company, visitor):
    page = visitor()
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{company.address}/journey/summary", wait_until="load")
    page.click("[data-print]")
    assert page.evaluate("window.printed") is True
