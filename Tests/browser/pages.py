"""The pages that every rule of the browser tests is held against. A new screen is one line here."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Page:
    name: str
    path: str
    # The page meant is behind the first link on `path` whose address matches this regular expression.
    behind: str | None = None
    signed_in: bool = True
    status: int = 200


PAGES = [
    Page("sign-in", "/sign-in", signed_in=False),
    Page("pulse", "/"),
    Page("customers", "/customers"),
    Page("customer", "/customers", behind=r"^/customers/[0-9a-z]{26}$"),
    Page("imports", "/settings/imports"),
    Page("jobs", "/settings/jobs"),
    Page("not-found", "/no-such-page", status=404),
]
