import Kernel
import Language
import People
import Web

/// People who may be one: pair by pair, with what speaks for it and both side by side.
struct DuplicatesPage {
    let t: Texts
    let seal: String
    let list: DuplicateReviewStore.List
    let after: String?
    let role: Role

    var title: String { t("duplicates.title") }

    var html: HTML {
        """
        \(PageHeader(t("customers.title"), lead: HTML(escaping: lead), actions: actions))\(CustomerTabs(t: t, current: .duplicates))
        \(looking)\(list.pairs.isEmpty ? empty : pairs)
        """
    }

    private var lead: String { list.pairs.isEmpty ? t("duplicates.about") : t("duplicates.count", ["count": list.waiting]) }
    private var mayDecide: Bool { role >= .agent }

    private var actions: [HTML] {
        let look: HTML? = mayDecide && list.look?.state != .going ? lookButton(.usual) : nil
        let rule: HTML? = role >= .admin ? LinkButton(t("duplicates.rule"), href: "/duplicates/rule", .quiet, icon: .settings).html : nil
        return [look, rule].compactMap(\.self)
    }

    private func lookButton(_ emphasis: Emphasis) -> HTML {
        PostButton(t("duplicates.look"), to: "/duplicates/look", seal: seal, emphasis, icon: .search, swaps: false).html
    }

    /// When somebody last looked, and what it came to.
    private var looking: HTML? {
        guard let look = list.look else { return nil }
        switch look.state {
        case .going:
            let again = LinkButton(t("duplicates.look.reload"), href: "/duplicates", .quiet).html
            return Callout("\(t("duplicates.look.since", ["time": t.moment(look.startedAt)])) \(again)", isLive: true).html
        case .failed: return Callout(HTML(escaping: t("duplicates.look.failed", ["day": t.moment(look.startedAt)])), tone: .warn).html
        case .done(let result):
            let facts: [String: any MessageArgument] = [
                "day": t.moment(look.finishedAt ?? look.startedAt), "people": result.people, "joined": result.joined,
            ]
            return "<p class=\"aside\">\(t("duplicates.look.done", facts))</p>"
        }
    }

    private var empty: HTML {
        if list.look == nil {
            return EmptyState(.firstUse, t("duplicates.none_yet"), t("duplicates.none_yet.hint"), action: mayDecide ? lookButton(.primary) : nil).html
        }
        if list.look?.state == .going { return EmptyState(.noResult, t("duplicates.looking"), t("duplicates.looking.hint")).html }
        guard list.hasDecisions else { return EmptyState(.noResult, t("duplicates.nothing"), t("duplicates.nothing.hint")).html }
        return EmptyState(.allDone, t("duplicates.all_done"), t("duplicates.all_done.hint")).html
    }

    private var pairs: HTML {
        let pages = Pages(
            t, first: after == nil ? nil : "/duplicates", next: list.next.map { "/duplicates" + Query().with("after", $0).text })
        let sheets = list.pairs.map { DuplicateSheet(t: t, seal: seal, pair: $0, after: after, mayDecide: mayDecide).html }
        return "<div class=\"stack\">\(sheets)</div>\(pages)"
    }
}

/// One pair.
private struct DuplicateSheet {
    let t: Texts
    let seal: String
    let pair: DuplicatePair
    let after: String?
    let mayDecide: Bool

    var html: HTML {
        // Never 100 %: nobody has looked yet.
        let probability = t("duplicates.probability", ["share": t.percent(min(pair.suggestion.probability, 0.999), digits: 1)])
        return Section(
            "\(label(pair.one)) · \(label(pair.other))", note: HTML(escaping: probability), id: "pair-\(pair.key)",
            content: "\(reasons)\(table)\(mayDecide ? answers : nil)"
        ).html
    }

    private func label(_ row: CustomerRow) -> String { row.label(t("customers.unknown")) }

    private var reasons: HTML {
        let words = pair.suggestion.reasons.map { reason -> HTML in
            "<li>\(Badge((reason.bits > 0 ? "+ " : "− ") + t.words(reason), tone: reason.bits > 0 ? .good : .warn))</li>"
        }
        return "<ul class=\"chips\" aria-label=\"\(t("duplicates.reasons"))\">\(words)</ul>"
    }

    private var table: HTML {
        Table(rows, caption: t("duplicates.both")) {
            Column(t("customers.data.name")) { HTML(escaping: $0.name) }
            Column(t("duplicates.first")) { $0.one }
            Column(t("duplicates.second")) { $0.other }
        }.html
    }

    private struct Fact {
        let name: String
        let one: HTML
        let other: HTML
    }

    private var rows: [Fact] {
        let who = Fact(name: t("duplicates.customer"), one: link(pair.one), other: link(pair.other))
        let touchpoints = Fact(
            name: t("customers.touchpoints"), one: HTML(escaping: t.number(pair.one.activity.count)),
            other: HTML(escaping: t.number(pair.other.activity.count)))
        return [who] + identifiers + traits + [touchpoints]
    }

    private func link(_ row: CustomerRow) -> HTML { "<a href=\"\(url: row.path)\">\(label(row))</a>" }

    private var identifiers: [Fact] {
        pair.one.rules.all.filter { !$0.type.isOfThing }.compactMap { rule in
            let (one, other) = (values(rule.number, pair.one), values(rule.number, pair.other))
            guard !one.isEmpty || !other.isEmpty else { return nil }
            return Fact(name: t.name(ofIdentifier: rule.type.rawValue), one: HTML(escaping: one), other: HTML(escaping: other))
        }
    }

    private func values(_ type: Int64, _ row: CustomerRow) -> String {
        row.profile.identifiers.filter { $0.type == type }.prefix(5).map(\.value).joined(separator: ", ")
    }

    /// What both have first: there one sees how they differ.
    private var traits: [Fact] {
        let (one, other) = (pair.one.profile, pair.other.profile)
        let names = Set(one.traits.map(\.name)).union(other.traits.map(\.name)).subtracting(["email", "phone"])
        let sorted = names.sorted { a, b in
            let (shared, sharedToo) = (one[a] != nil && other[a] != nil, one[b] != nil && other[b] != nil)
            return shared == sharedToo ? a < b : shared
        }
        return sorted.prefix(12).map { Fact(name: $0, one: HTML(escaping: one[$0] ?? ""), other: HTML(escaping: other[$0] ?? "")) }
    }

    private var answers: HTML {
        let place: HTML? = after.map { "<input type=\"hidden\" name=\"after\" value=\"\($0)\">" }
        let one = PostForm(
            "/duplicates/\(pair.key)/joining", seal: seal, content: "\(place)\(Button(t("duplicates.one_person"), icon: .check))")
        let two = PostForm(
            "/duplicates/\(pair.key)/dismissal", seal: seal, content: "\(place)\(Button(t("duplicates.two_people"), .quiet, icon: .cross))")
        return "<div class=\"actions\">\(one)\(two)</div>"
    }
}

extension Texts {
    /// What speaks for it or against it, in the reader's language: `Surname: the same, which is rare`.
    func words(_ reason: DuplicateReason) -> String {
        switch reason.subject {
        case .relatives: return self("duplicates.relatives")
        case .attribute(let attribute, let agreement, let isRare):
            let words = self("duplicates.agreement.\(agreement.key.lowercased())")
            return "\(name(of: attribute)): \(words)" + (isRare ? ", " + self("duplicates.rare") : "")
        }
    }

    func name(of attribute: Attribute) -> String {
        let key = "duplicates.attribute.\(attribute.sort.rawValue.lowercased())"
        return has(key) ? self(key) : attribute.name
    }
}
