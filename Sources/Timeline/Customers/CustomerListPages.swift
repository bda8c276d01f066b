import Foundation
import Hummingbird
import Kernel
import People
import Web

struct CustomerListPage {
    let t: Texts
    let list: CustomerStore.List
    let search: String?
    let query: Query
    var segment: Segment?

    var html: HTML {
        """
        \(PageHeader(t("customers.title"), lead: lead, actions: actions))\(CustomerTabs(t: t, current: .people))
        \(searchForm)\(list.rows.isEmpty ? empty : table.html)
        """
    }

    private var lead: HTML {
        let count = t("customers.count", ["count": list.total])
        guard let segment else { return HTML(escaping: count) }
        return "\(count) \(Chip(segment.name, href: segment.customersPath, removal: (href: "/customers" + query.keeping("q").text, label: t("segments.leave"))))"
    }

    private var actions: [HTML] {
        guard !list.rows.isEmpty else { return [] }
        return [LinkButton(t("customers.export"), href: "/customers/export.csv" + query.keeping("q", "segment").text, .quiet).html]
    }

    private var searchForm: HTML {
        """
        <form class="search wide" role="search" action="/customers" data-swap><label class="quiet" for="customers-q">\(t("customers.search"))</label>\
        \(Icon.search)<input id="customers-q" type="search" name="q" value="\(search ?? "")" placeholder="\(t("customers.search.hint"))" autocomplete="off">\
        \(segment.map { "<input type=\"hidden\" name=\"segment\" value=\"\($0.id)\">" as HTML })\(Button(t("web.search")))</form>
        """
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
        let label = row.label(t("customers.unknown"))
        let beneath = row.name == nil ? nil : row.profile.bestIdentifier(row.rules)
        return """
            <span class="who">\(Avatar(label))<span><a href="\(url: row.path)">\(label)</a>\(beneath.map { "<small>\($0)</small>" as HTML })</span></span>
            """
    }

    /// The three they use most.
    private func channels(_ row: CustomerRow) -> String {
        let counts = Dictionary(grouping: row.activity.entries, by: \.channel).mapValues { $0.reduce(0) { $0 + $1.count } }
        return counts.sorted { ($1.value, $0.key.key) < ($0.value, $1.key.key) }.prefix(3).map { t.name(of: $0.key) }.joined(separator: ", ")
    }

    private var pages: Pages {
        Pages(
            t, first: query["before"] == nil ? nil : "/customers" + query.keeping("q", "segment").text,
            next: list.next.map { "/customers" + query.with("before", "\($0)").text })
    }

    private var empty: HTML {
        guard search == nil, segment == nil else { return EmptyState(.noResult, t("customers.none_found"), t("customers.none_found.hint")).html }
        return EmptyState(
            .firstUse, t("customers.none"), t("customers.none.hint"), action: LinkButton(t("customers.none.action"), href: "/settings/sources", .primary).html
        ).html
    }
}

/// The list as a file for spreadsheets.
struct CustomerCSV {
    let t: Texts
    let rows: [CustomerRow]

    var response: Response {
        let head = ["id", "name", "email", "phone", "company", "city", "country", "language", "first_seen", "last_seen", "touchpoints"]
        let lines = [head] + rows.map(cells)
        let text = "\u{FEFF}" + lines.map { $0.map(Self.cell).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
        return Response(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"customers.csv\"", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private func cells(_ row: CustomerRow) -> [String] {
        let profile = row.profile
        func first(_ type: IdentifierType) -> String { profile.identifiers.first { row.rules[number: $0.type]?.type == type }?.value ?? "" }
        return [
            row.person.id.description, profile.name ?? "", first(.email), first(.phone), row.company ?? "", profile["city"] ?? "",
            profile["country"] ?? "", profile["language"] ?? "", row.activity.first.map { "\($0)" } ?? "", row.activity.last.map { "\($0)" } ?? "",
            "\(row.activity.count)",
        ]
    }

    /// RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe.
    static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}

/// The three ways of looking at customers.
struct CustomerTabs: Markup {
    enum Tab: String, CaseIterable { case people, companies, segments }

    let t: Texts
    let current: Tab

    var html: HTML {
        Tabs(t("customers.ways"), Tab.allCases.map { tab in
            Tabs.Tab(t("customers.way.\(tab.rawValue)"), href: tab == .people ? "/customers" : "/\(tab.rawValue)", isCurrent: tab == current)
        }).html
    }
}

extension Texts {
    /// What a kind is called: in the reader's language, if it is one of ours; else as whoever added it has named it.
    /// One of ours that staff have renamed keeps their name.
    func name(of kind: Kind) -> String { kind.hasOurName ? named("kind.\(kind.key)", kind.name) : kind.name }
    func name(of channel: Channel) -> String { named("channel.\(channel.key)", channel.name) }
    func name(of stage: Stage) -> String { self("stage.\(stage.key)") }

    private func named(_ key: String, _ name: String) -> String { has(key) ? self(key) : name }
}
