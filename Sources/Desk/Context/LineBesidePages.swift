import Kernel
import Timeline
import Web

/// Touchpoints of the line between the messages, folded into one line.
struct FoldedTouchpoints: Markup {
    let t: Texts
    /// The oldest first.
    let touchpoints: [Touchpoint]
    /// What stands before the summary.
    var title: String?

    /// So many kinds are named.
    private static let glance = 4

    var html: HTML {
        guard !touchpoints.isEmpty else { return .nothing }
        let items = touchpoints.map {
            TimelineList.Item(at: $0.occurredAt, icon: $0.icon, title: $0.title(t), detail: $0.words.map { HTML(escaping: $0) }, tone: $0.tone)
        }
        let before: HTML? = title.map { "<b>\($0)</b> " }
        return """
            <li class="event meanwhile"><details><summary>\(before)\(summary)</summary>\(TimelineList(t, items))</details></li>
            """
    }

    private var summary: String {
        let counts = LineBeside.counts(touchpoints.reversed())
        let named = counts.prefix(Self.glance).map { kind, count, score -> String in
            let name = t.name(of: kind)
            let rated = score.map { "\(name): \(t.number($0.value, digits: 0))" } ?? name
            return count == 1 ? rated : "\(count) × \(rated)"
        }
        return (named + (counts.count > Self.glance ? ["…"] : [])).joined(separator: ", ")
    }
}

/// Beside a conversation: where the customer stands, what they said of us, what is on its way to them, and what they were asked.
struct LineBesideSection: Markup {
    let t: Texts
    let beside: LineBeside
    /// Leads to the whole line.
    let more: HTML?

    var html: HTML {
        var facts: [(name: String, value: HTML)] = []
        if let stage = beside.stage { facts.append((t("desk.context.stage"), HTML(escaping: t.name(of: stage)))) }
        facts += beside.scores.compactMap(score)
        if !beside.orders.isEmpty { facts.append((t("desk.context.orders"), list(beside.orders.prefix(5).map(order)))) }
        facts.append((t("desk.context.asked"), beside.asked.isEmpty ? HTML(escaping: t("desk.context.asked.none")) : list(beside.asked.map(asked))))
        return Section(t("desk.context"), content: "\(KeyValues(facts))\(more)").html
    }

    private func list(_ items: [HTML]) -> HTML { "<ul class=\"plain\">\(items.map { "<li>\($0)</li>" as HTML })</ul>" }

    private func score(_ touchpoint: Touchpoint) -> (name: String, value: HTML)? {
        guard let score = touchpoint.score else { return nil }
        return (score.scale.key.uppercased(), "\(badge(score, touchpoint.tone)) \(Moment(t, touchpoint.occurredAt))")
    }

    private func badge(_ score: Score, _ tone: Tone = .plain) -> Badge {
        Badge("\(t.number(score.value, digits: 0)) / \(t.number(score.scale.range.upperBound, digits: 0))", tone: tone)
    }

    private func order(_ touchpoint: Touchpoint) -> HTML {
        "\(touchpoint.subject?.id ?? "") <small>\(t.name(of: touchpoint.kind))</small> \(Moment(t, touchpoint.occurredAt))"
    }

    private func asked(_ asked: LineBeside.Asked) -> HTML {
        let answer: HTML = asked.score.map { badge($0).html } ?? (asked.isAnswered ? .nothing : "<small>\(t("desk.context.pending"))</small>")
        return "\(t.name(of: asked.kind)) \(answer) \(Moment(t, asked.at))"
    }
}

/// What of a conversation is shown: all that happened, or what was said alone.
enum TalkFilter: String, CaseIterable, Sendable {
    case everything, messages

    func shows(_ happening: ConversationEntry.Happening) -> Bool {
        self == .everything || happening.isPublic || happening == .note
    }

    func tabs(_ t: Texts, _ path: String) -> HTML {
        Tabs(
            t("desk.talk.show"),
            Self.allCases.map { filter in
                .init(t("desk.talk.\(filter.rawValue)"), href: filter == .everything ? path : "\(path)?show=messages", isCurrent: filter == self)
            }
        ).html
    }
}
