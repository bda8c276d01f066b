import Foundation
import Kernel
import People
import Web

struct CustomerListPage {
    let t: Texts
    let seal: String
    let list: CustomerStore.List
    let query: Query
    var segment: Segment?
    /// The days within which they began; `nil` is ever.
    var begun: Period?
    let mayExport: Bool

    /// What of the address says who is listed.
    private static let choosing = ["segment", "new_from", "new_to"]
    private var chosen: Query { query.keeping(["q", "who"] + Self.choosing) }

    var html: HTML {
        """
        \(PageHeader(t("customers.title"), lead: lead, actions: actions))\(CustomerTabs(t: t, current: .people))
        \(searchForm)\(list.rows.isEmpty ? empty : table.html)
        """
    }

    private var search: String? { query["q"] }

    private var lead: HTML {
        let count = list.total.map { t("customers.count", ["count": $0]) } ?? t("customers.count.more", ["count": list.rows.count])
        let chips = [segmentChip, begunChip].compactMap(\.self)
        return chips.isEmpty ? "\(count)\(search == nil ? strangers : nil)" : "\(count) \(chips.map(\.html))"
    }

    private var segmentChip: Chip? {
        segment.map { Chip($0.name, href: $0.customersPath, removal: (href: without("segment"), label: t("segments.leave"))) }
    }

    private var begunChip: Chip? {
        begun.map { days in
            let words = t("customers.begun", ["from": t.date(days.first), "to": t.date(days.last)])
            let alone = "/customers" + query.keeping(["new_from", "new_to"]).text
            return Chip(words, href: alone, removal: (href: without("new_from", "new_to"), label: t("segments.leave")))
        }
    }

    private func without(_ names: String...) -> String {
        "/customers" + names.reduce(chosen) { $0.with($1, nil) }.text
    }

    /// Whether those are among them whom nobody knows, and the way to the other list.
    private var strangers: HTML? {
        guard list.leavesOutStrangers || query["who"] == "all" else { return nil }
        guard list.leavesOutStrangers else { return " · \(t("customers.strangers.in")) <a href=\"/customers\">\(t("customers.strangers.hide"))</a>" }
        return " · \(t("customers.strangers.out")) <a href=\"/customers?who=all\">\(t("customers.strangers.show"))</a>"
    }

    private var actions: [HTML] {
        guard mayExport, !list.rows.isEmpty else { return [] }
        let path = "/customers/export" + chosen.text
        return [PostButton(t("customers.export"), to: path, seal: seal, .quiet, swaps: false).html]
    }

    private var searchForm: SearchForm {
        SearchForm(
            t, at: "/customers", id: "customers-q", label: t("customers.search"), placeholder: t("customers.search.hint"), value: search,
            keeping: Self.choosing.compactMap { name in query[name].map { (name: name, value: $0) } })
    }

    private var table: Table<CustomerRow> {
        Table(list.rows, caption: t("customers.title"), query: query, path: "/customers", pages: pages) {
            Column(t("customers.name")) { who($0) }
            Column(t("customers.company")) { HTML(escaping: $0.company ?? "") }
            Column(t("customers.place")) { HTML(escaping: $0.place ?? "") }
            Column(t("customers.channels")) { HTML(escaping: channels($0)) }
            Column(t("customers.last")) { row in row.activity.last.map { Moment(t, $0).html } ?? "–" }
            Column(t("customers.touchpoints"), isNumber: true) { HTML(escaping: t.number($0.activity.count)) }
        }
    }

    private func who(_ row: CustomerRow) -> HTML {
        Who(row.label(t("customers.unknown")), href: row.path, beneath: row.name == nil ? nil : row.profile.bestIdentifier(row.rules)).html
    }

    /// The three they use most.
    private func channels(_ row: CustomerRow) -> String {
        let counts = Dictionary(grouping: row.activity.entries, by: \.channel).mapValues { $0.reduce(0) { $0 + $1.count } }
        return counts.sorted { ($1.value, $0.key.key) < ($0.value, $1.key.key) }.prefix(3).map { t.name(of: $0.key) }.joined(separator: ", ")
    }

    private var pages: Pages {
        Pages(
            t, first: query["before"] == nil ? nil : "/customers" + chosen.text,
            next: list.next.map { "/customers" + query.with("before", "\($0)").text })
    }

    private var empty: HTML {
        guard search == nil, segment == nil, begun == nil else {
            return EmptyState(.noResult, t("customers.none_found"), t("customers.none_found.hint")).html
        }
        return EmptyState(
            .firstUse, t("customers.none"), t("customers.none.hint"),
            action: LinkButton(t("customers.none.action"), href: "/settings/sources", .primary).html
        ).html
    }
}

/// The ways of looking at customers.
struct CustomerTabs: Markup {
    enum Tab: String, CaseIterable { case people, companies, segments, duplicates }

    let t: Texts
    let current: Tab

    var html: HTML {
        let tabs = Tab.allCases.map { tab in
            Tabs.Tab(t("customers.way.\(tab.rawValue)"), href: tab == .people ? "/customers" : "/\(tab.rawValue)", isCurrent: tab == current)
        }
        return Tabs(t("customers.ways"), tabs).html
    }
}

extension Texts {
    /// What a kind is called: in the reader's language, if it is one of ours; else as whoever added it has named it.
    /// One of ours that staff have renamed keeps their name.
    package func name(of kind: Kind) -> String { kind.hasOurName ? named("kind.\(kind.key)", kind.name) : kind.name }
    package func name(of channel: Channel) -> String { named("channel.\(channel.key)", channel.name) }
    package func name(of stage: Stage) -> String { self("stage.\(stage.key)") }

    private func named(_ key: String, _ name: String) -> String { has(key) ? self(key) : name }
}
