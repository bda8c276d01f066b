"""The pages that every rule of the browser tests is held against. A new screen is one line here."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Page:
    name: str
    path: str
    # The page meant is behind the first link on `path` whose address matches this regular expression.
    behind: str | None = None
    # What is added to the address of that link.
    beyond: str = ""
    signed_in: bool = True
    status: int = 200


PAGES = [
    Page("sign-in", "/sign-in", signed_in=False),
    Page("pulse", "/"),
    Page("customers", "/customers"),
    Page("customer", "/customers", behind=r"^/customers/[0-9a-z]{26}$"),
    Page("imports", "/settings/imports"),
    Page("conversations", "/settings/conversations"),
    Page("jobs", "/settings/jobs"),
    Page("duplicates", "/duplicates"),
    Page("duplicates-rule", "/duplicates/rule"),
    Page("identities", "/settings/identities"),
    Page("identities-type", "/settings/identities/types/email"),
    Page("customer-data", "/customers", behind=r"^/customers/[0-9a-z]{26}$", beyond="/data"),
    Page("customer-identities", "/customers", behind=r"^/customers/[0-9a-z]{26}$", beyond="/identities"),
    Page("customer-merge", "/customers", behind=r"^/customers/[0-9a-z]{26}$", beyond="/merge?q=a"),
    Page("customer-privacy", "/customers", behind=r"^/customers/[0-9a-z]{26}$", beyond="/privacy"),
    Page("customer-erasure", "/customers", behind=r"^/customers/[0-9a-z]{26}$", beyond="/erasure"),
    Page("privacy", "/settings/privacy"),
    Page("customers-none", "/customers?q=nobody+of+that+name"),
    Page("inbox", "/inbox"),
    Page("inbox-none", "/inbox?view=resolved"),
    Page("service-report", "/inbox/report"),
    Page("hours", "/settings/hours"),
    Page("chat-settings", "/settings/chat"),
    Page("conversation", "/inbox", behind=r"^/inbox/[0-9]+$"),
    Page("companies", "/companies"),
    Page("company", "/companies", behind=r"^/companies/[0-9a-z]{26}$"),
    Page("segments", "/segments"),
    Page("segment-draft", "/segments/draft"),
    Page("segment", "/segments", behind=r"^/segments/[0-9a-z]{26}$"),
    Page("journey", "/journey"),
    Page("journey-compared", "/journey?period=365d&compare=before"),
    Page("journey-stake-people", "/journey/stakes/people?kind=delivery_delayed&who=hit&currency=PLN"),
    Page("journey-summary", "/journey/summary"),
    Page("journey-insights", "/journey/insights"),
    Page("journey-benchmarks", "/journey/benchmarks"),
    Page("journey-departments", "/journey/departments"),
    Page("journey-department", "/journey/departments/logistics"),
    Page("journey-department-people", "/journey/people?kind=delivery_delayed&period=365d"),
    Page("journey-plans", "/journey/journeys"),
    Page("journey-plan-new", "/journey/journeys/new"),
    Page("journey-plan", "/journey/journeys", behind=r"^/journey/journeys/[0-9a-z]{26}$"),
    Page("journey-plan-draft", "/journey/journeys", behind=r"^/journey/journeys/[0-9a-z]{26}$", beyond="/draft"),
    Page("journey-own", "/journey/journeys", behind=r"^/journey\?journey=[0-9a-z]{26}$"),
    Page("journey-people", "/journey/people?stage=decision&fate=lost"),
    Page("journey-moments", "/journey/moments"),
    Page("journey-funnel", "/journey/funnel"),
    Page("journey-funnel-people", "/journey/funnel/people?at=1&fate=lost"),
    Page("journey-paths", "/journey/paths"),
    Page("journey-paths-people", "/journey/paths/people?via=order_placed&at=delivery"),
    Page("journey-retention", "/journey/retention?measure=within"),
    Page("journey-retention-people", "/journey/retention/people?at=1&came=no"),
    Page("journey-attribution", "/journey/attribution"),
    Page("journey-property", "/journey/moments?property=carrier"),
    Page("journey-refused", "/journey?company=nobody", status=422),
    Page("service-levels", "/settings/service-levels"),
    Page("webhooks", "/settings/webhooks"),
    Page("webhook-new", "/settings/webhooks/new"),
    Page("replies", "/settings/replies"),
    Page("reply-new", "/settings/replies/new"),
    Page("service-level-new", "/settings/service-levels/new"),
    Page("inbox-due", "/inbox?view=due"),
    Page("settings", "/settings"),
    Page("catalogue", "/settings/catalogue"),
    Page("catalogue-kind", "/settings/catalogue", behind=r"^/settings/catalogue/kind\?key="),
    Page("mailboxes", "/settings/mailboxes"),
    Page("mailbox-new", "/settings/mailboxes/new"),
    Page("mail-journal", "/settings/mail"),
    Page("rejected", "/settings/rejected"),
    Page("rejected-event", "/settings/rejected", behind=r"^/settings/rejected/[0-9a-z]{26}$"),
    Page("rejected-discard", "/settings/rejected", behind=r"^/settings/rejected/discard"),
    Page("people", "/settings/people"),
    Page("person", "/settings/people", behind=r"^/settings/people/[0-9a-z]{26}$"),
    Page("sources", "/settings/sources"),
    Page("key-revocation", "/settings/sources", behind=r"^/settings/keys/[0-9a-z]{26}/revocation$"),
    Page("changes", "/settings/changes"),
    Page("profile", "/profile"),
    Page("keys", "/keys"),
    Page("invitation", "/welcome/{invitation}", signed_in=False),
    Page("dead-link", "/welcome/none", signed_in=False, status=404),
    Page("not-found", "/no-such-page", status=404),
]
