"""A file that is chosen, mapped, started and seen to its result, with and without JavaScript."""

import pytest

VISITS = """visitor;happened;on;stars;note
{who}-ann;visit;01.03.2026 10:00;4;kind
{who}-bob;visit;28.02.2026 11:30;5;
{who}-cid;visit;soon;3;late
"""


@pytest.mark.parametrize("scripted", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [1366, 360])
def test_file_is_mapped_and_imported(scripted, width, visitor, company, picture):
    name = f"visits-{'script' if scripted else 'plain'}-{width}"
    page = visitor(width, 768, java_script_enabled=scripted)
    page.goto(company.address + "/settings/imports", wait_until="load")
    content = VISITS.format(who=name).encode()
    page.set_input_files("#field-file", {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content})
    page.locator("form[enctype] button").click()
    page.locator("select[name='column.0']").select_option("customer")
    page.locator("select[name='column.1']").select_option("kind")
    page.locator("select[name='column.2']").select_option("at")
    page.locator("select[name='column.3']").select_option("score")
    page.get_by_role("button", name="Look again").click()
    page.get_by_text("Rows that would be rejected").first.wait_for()
    if scripted:
        page.emulate_media(color_scheme="light")
        picture(page, f"import-plan-light-{width}")
        page.emulate_media(color_scheme="dark")
        picture(page, f"import-plan-dark-{width}")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0
    page.get_by_role("button", name="Start the import").click()
    done = page.get_by_text("2 touchpoints are on the line")
    for _ in range(100):
        if done.count():
            break
        # With the script the page follows by itself; without it somebody presses the button.
        page.wait_for_timeout(200) if scripted else page.get_by_role("link", name="Refresh").click()
    assert done.count()
    picture(page, f"import-result-{'script' if scripted else 'plain'}-{width}")
    rejected = page.get_by_role("link", name="Download the rejected rows").get_attribute("href")
    assert f"{name}-cid" in page.request.get(company.address + rejected).text()


def test_rubbish_is_refused_in_one_sentence(visitor, company, picture):
    page = visitor()
    page.goto(company.address + "/settings/imports", wait_until="load")
    page.set_input_files("#field-file", {"name": "book.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04rubbish"})
    page.locator("form[enctype] button").click()
    page.get_by_text("book.xlsx is a workbook of Excel").wait_for()
    picture(page, "import-refused")
