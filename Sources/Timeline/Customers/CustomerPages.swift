import Foundation
import Kernel
import Language
import People
import Web

/// Who they are, and how they stand with us: on top of each of a customer's pages.
struct CustomerHead {
    enum Tab: String, CaseIterable { case timeline, data, identities, privacy }

    let t: Texts
    let customer: CustomerRow
    let standing: Standing
    let tab: Tab
    /// Whether whoever looks writes down talks with them.
    var mayLog = false

    var html: HTML {
        """
        \(PageHeader(title, lead: lead, crumbs: [Crumb(t("customers.title"), "/customers")], actions: mayLog ? log : []))
        \(Tiles(tiles))
        \(Tabs(t("customers.tabs"), Tab.allCases.map(link)))
        """
    }

    var title: String { customer.label(t("customers.unknown")) }

    private var log: [HTML] {
        let path = "/inbox/calls/new?customer=\(customer.person.id)"
        return [
            LinkButton(t("calls.phone"), href: path, .quiet, icon: .phone).html,
            LinkButton(t("calls.in_person"), href: path + "&channel=in_person", .quiet, icon: .person).html,
        ]
    }

    private var lead: HTML {
        let facts = [
            customer.company, customer.place, customer.profile["language"].flatMap { t.name(ofLanguage: $0) }, localTime,
            customer.activity.preferredChannel.map { t("customers.prefers", ["channel": t.name(of: $0)]) },
        ].compactMap { $0 }
        let consents = standing.consents.map { consent -> HTML in
            Badge(
                t(consent.isGiven ? "customers.consent.given" : "customers.consent.withdrawn", ["purpose": t.name(of: consent.purpose)]),
                tone: consent.isGiven ? .good : .warn
            ).html
        }
        return "\(facts.joined(separator: " · ")) \(consents)"
    }

    private var localTime: String? {
        guard let zone = (customer.profile["time_zone"] ?? customer.profile["timezone"]).flatMap(TimeZone.init(identifier:)) else { return nil }
        return t("customers.local_time", ["time": Texts(t.language, timeZone: zone, now: t.now).time(t.now)])
    }

    private var tiles: [Tile] {
        let activity = customer.activity
        var tiles = [
            Tile(t("customers.touchpoints"), t.number(activity.count), detail: activity.first.map { t("customers.since", ["day": t.date($0)]) }),
            Tile(t("customers.last"), activity.last.map { t.ago($0) } ?? "–", detail: activity.last.map { t.date($0) }),
        ]
        for answer in standing.newestAnswers.prefix(2) {
            guard let score = answer.score else { continue }
            let scale = score.scale
            tiles.append(
                Tile(
                    t("customers.last_\(scale.key)"), t.number(score.value, digits: 0) + " / " + t.number(scale.range.upperBound, digits: 0),
                    detail: t.date(answer.occurredAt)))
        }
        for money in standing.spend.prefix(2) {
            tiles.append(Tile(t("customers.spend"), t.roughly(money), detail: t.money(money), definition: t("customers.spend.detail")))
        }
        return tiles
    }

    private func link(_ tab: Tab) -> Tabs.Tab {
        Tabs.Tab(t("customers.tab.\(tab.rawValue)"), href: customer.path + (tab == .timeline ? "" : "/\(tab.rawValue)"), isCurrent: tab == self.tab)
    }
}

struct CustomerTimelinePage {
    let head: CustomerHead
    let touchpoints: [Touchpoint]
    let filter: LineFilter
    /// Everything up to here is shown.
    let position: Int64
    let source: (Int64) -> String

    private var t: Texts { head.t }
    private var shown: [Touchpoint] { Array(touchpoints.prefix(CustomerStore.pageLength)) }

    var html: HTML {
        LivePart(
            "line", on: "touchpoint", from: "\(head.customer.path)/live?after=\(position)", saying: t("customers.happened"),
            content: "\(head.html)<section class=\"sheet\">\(filters)\(shown.isEmpty ? empty : list.html)\(pages)</section>"
        ).html
    }

    private var filters: HTML {
        let channels = Set(head.customer.activity.entries.map(\.channel)).sorted { $0.key < $1.key }
        let stages = Set(head.customer.activity.entries.compactMap(\.kind.stage)).sorted()
        return """
            <form class="fields filters" action="\(url: head.customer.path)" data-swap>
            \(choice("channel", channels.map { .init($0.key, t.name(of: $0)) }, filter.channel?.key))
            \(choice("stage", stages.map { .init($0.key, t.name(of: $0)) }, filter.stage?.key))
            <div class="actions">\(Button(t("web.show")))</div></form>
            """
    }

    private func choice(_ name: String, _ options: [Field.Option], _ chosen: String?) -> Field {
        Field(name, t("customers.\(name)"), .choice([.init("", t("customers.\(name).all"))] + options), value: chosen ?? "")
    }

    private var list: TimelineList {
        TimelineList(t, shown.map(item)) { folding, count in
            t("customers.folded", ["what": folding, "count": count])
        }
    }

    private func item(_ touchpoint: Touchpoint) -> TimelineList.Item {
        TimelineList.Item(
            at: touchpoint.occurredAt, icon: touchpoint.icon, title: touchpoint.title(t), detail: detail(touchpoint), tone: touchpoint.tone,
            folding: touchpoint.isGlance ? t.name(of: touchpoint.kind) : nil)
    }

    private func detail(_ touchpoint: Touchpoint) -> HTML? {
        let text = touchpoint.words.map { "<p>\($0)</p>" as HTML }
        let skew: HTML? = touchpoint.flags.contains(.clockSkew) ? Badge(t("customers.clock_skew"), tone: .warn).html : nil
        let facts = touchpoint.facts.prefix(8).map { "\($0.name): \($0.value)" }.joined(separator: " · ")
        let origin = t("customers.from_source", ["source": source(touchpoint.source)])
        let told = [facts.isEmpty ? nil : facts, origin].compactMap(\.self).joined(separator: " · ")
        return "\(text)\(skew)<p class=\"aside\">\(touchpoint.subject.map { "\(about($0)) · " as HTML })\(told)</p>"
    }

    /// What it was about; a conversation of the desk is opened by it.
    private func about(_ subject: Subject) -> HTML {
        let name: HTML = "\(subject.type) \(subject.id)"
        guard subject.type == "conversation", let number = Int64(subject.id), number > 0 else { return name }
        return "<a href=\"\(url: "/inbox/\(number)")\">\(name)</a>"
    }

    private var pages: Pages {
        Pages(
            t, first: filter.query["before"] == nil ? nil : head.customer.path + filter.query.with("before", nil).text,
            next: touchpoints.count > CustomerStore.pageLength ? shown.last.map { head.customer.path + filter.older(than: $0) } : nil)
    }

    private var empty: HTML { EmptyState(.noResult, t("customers.no_touchpoints"), t("customers.no_touchpoints.hint")).html }
}

/// Every fact with where it came from and when.
struct CustomerDataPage {
    let head: CustomerHead
    let source: (Int64) -> String

    private var t: Texts { head.t }

    var html: HTML {
        """
        \(head.html)\(Section(t("customers.data"), note: HTML(escaping: t("customers.data.about")), content: traits.isEmpty ? empty : table.html))
        """
    }

    private var traits: [Profile.Trait] { head.customer.profile.traits }

    private var table: Table<Profile.Trait> {
        Table(traits, caption: t("customers.data")) {
            Column(t("customers.data.name")) { HTML(escaping: $0.name) }
            Column(t("customers.data.value")) { HTML(escaping: $0.value) }
            Column(t("customers.data.source")) { HTML(escaping: source($0.source)) }
            Column(t("customers.data.since")) { Moment(t, $0.occurredAt, showing: .moment).html }
        }
    }

    private var empty: HTML { EmptyState(.noResult, t("customers.data.none"), t("customers.data.none.hint")).html }
}

extension Texts {
    /// `195K PLN`: as much as fits a tile; the whole amount stands beneath.
    func roughly(_ money: Money) -> String {
        let units = (0..<money.currency.digits).reduce(Double(money.minor)) { amount, _ in amount / 10 }
        return "\(compact(units)) \(money.currency.code)"
    }

    /// `pl` → “Polish”, in the reader's language; `nil` for what is no language.
    func name(ofLanguage code: String) -> String? {
        Locale(identifier: language.rawValue == "zh" ? "zh-Hans" : language.rawValue).localizedString(forLanguageCode: code)
    }
}
