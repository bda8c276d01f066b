import Kernel
import People
import Web

struct CompanyListPage {
    let t: Texts
    let list: CompanyReadingStore.List
    let search: String?
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("customers.title"), lead: HTML(escaping: t("companies.count", ["count": list.total]))))\
        \(CustomerTabs(t: t, current: .companies))
        \(searchForm)\(list.rows.isEmpty ? empty : table.html)
        """
    }

    private var searchForm: SearchForm {
        SearchForm(t, at: "/companies", id: "companies-q", label: t("companies.search"), placeholder: t("companies.search"), value: search)
    }

    private var table: Table<CompanyRow> {
        Table(list.rows, caption: t("companies.title"), pages: pages) {
            Column(t("customers.company")) { row in
                Who(row.company.name, href: row.path).html
            }
            Column(t("companies.members"), isNumber: true) { HTML(escaping: t.number($0.members)) }
            Column(t("customers.last")) { row in row.last.map { Moment(t, $0).html } ?? "–" }
        }
    }

    private var pages: Pages {
        Pages(
            t, first: query["before"] == nil ? nil : "/companies" + query.keeping("q").text,
            next: list.next.map { "/companies" + query.with("before", "\($0)").text })
    }

    private var empty: HTML {
        search == nil
            ? EmptyState(.firstUse, t("companies.none"), t("companies.none.hint")).html
            : EmptyState(.noResult, t("customers.none_found"), t("companies.none_found.hint")).html
    }
}

/// A company: who acts for it, what is known of it, and what happened with any of them.
struct CompanyPage {
    let t: Texts
    let view: CompanyView
    let source: (Int64) -> String

    var html: HTML {
        """
        \(PageHeader(
            view.company.name, lead: HTML(escaping: t("companies.member_count", ["count": view.members.count])),
            crumbs: [Crumb(t("customers.title"), "/customers"), Crumb(t("companies.title"), "/companies")]))
        \(Section(t("companies.members"), content: view.members.isEmpty ? nobody : members.html))
        \(view.traits.isEmpty ? nil : Section(t("customers.data"), note: HTML(escaping: t("customers.data.about")), content: traits.html))
        \(Section(t("companies.latest"), note: HTML(escaping: t("companies.latest.about")), content: view.touchpoints.isEmpty ? quiet : latest.html))
        """
    }

    private var nobody: HTML { EmptyState(.noResult, t("companies.nobody")).html }
    private var quiet: HTML { EmptyState(.noResult, t("customers.no_touchpoints")).html }

    private var members: Table<CustomerRow> {
        Table(view.members, caption: t("companies.members")) {
            Column(t("customers.name")) { row in
                Who(label(row), href: row.path, beneath: row.profile["role"]).html
            }
            Column(t("customers.place")) { HTML(escaping: $0.place ?? "") }
            Column(t("customers.last")) { row in row.activity.last.map { Moment(t, $0).html } ?? "–" }
            Column(t("customers.touchpoints"), isNumber: true) { HTML(escaping: t.number($0.activity.count)) }
        }
    }

    private var traits: Table<CompanyView.Trait> {
        Table(view.traits, caption: t("customers.data")) {
            Column(t("customers.data.name")) { HTML(escaping: $0.name) }
            Column(t("customers.data.value")) { HTML(escaping: $0.value) }
            Column(t("customers.data.source")) { HTML(escaping: source($0.source)) }
            Column(t("customers.data.since")) { Moment(t, $0.occurredAt, showing: .moment).html }
        }
    }

    private var latest: TimelineList {
        TimelineList(t, view.touchpoints.map(item)) { folding, count in t("customers.folded", ["what": folding, "count": count]) }
    }

    private func item(_ entry: (touchpoint: Touchpoint, member: CustomerRow?)) -> TimelineList.Item {
        let touchpoint = entry.touchpoint
        let member: HTML? = entry.member.map { "<a href=\"\(url: $0.path)\">\(label($0))</a>" }
        return TimelineList.Item(
            at: touchpoint.occurredAt, icon: touchpoint.icon, title: touchpoint.title(t),
            detail: "\(touchpoint.words.map { "<p>\($0)</p>" as HTML })<p class=\"aside\">\(member)</p>", tone: touchpoint.tone,
            folding: touchpoint.isGlance ? t.name(of: touchpoint.kind) : nil)
    }

    private func label(_ row: CustomerRow) -> String { row.label(t("customers.unknown")) }
}
