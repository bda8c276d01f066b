import Kernel
import Web

/// What is to be reviewed.
struct SamplePage {
    let t: Texts
    let staff: Viewer
    let list: ReviewSampleStore.List
    /// Only what was drawn, or only that with one risk.
    let reason: String?

    static let mostShown = 100

    private var rows: [ReviewSampleStore.Row] { list.rows.filter { row in reason == nil || row.reasons.contains { $0.key == reason } } }

    var html: HTML { QualityFrame(t: t, view: .sample, staff: staff).html(list.hasCard ? content : firstUse) }

    private var firstUse: HTML {
        EmptyState(
            .firstUse, t("quality.none"), t("quality.none.hint"),
            action: LinkButton(t("quality.none.action"), href: "/settings/quality", .primary).html
        ).html
    }

    private var content: HTML {
        let progress = Progress(
            Double(list.done) / Double(max(1, list.done + list.rows.count)),
            label: t("quality.sample.done", ["done": list.done, "count": list.rows.count]))
        return "\(progress)\(choices)\(rows.isEmpty ? empty : table)"
    }

    private var empty: HTML { EmptyState(.allDone, t("quality.sample.none"), t("quality.sample.none.hint")).html }

    /// Narrows the list to one reason.
    private var choices: HTML {
        let keys = ["drawn"] + ReviewFacts.Risk.allCases.map(\.rawValue)
        let tabs = keys.map { key -> Tabs.Tab in
            let count = list.rows.count { $0.reasons.contains { $0.key == key } }
            return .init(t("quality.reason.\(key)"), href: "/inbox/quality?reason=\(key)", count: t.number(count), isCurrent: reason == key)
        }
        let all = Tabs.Tab(t("quality.sample.all"), href: "/inbox/quality", count: t.number(list.rows.count), isCurrent: reason == nil)
        return Tabs(t("quality.reason"), [all] + tabs).html
    }

    private var table: HTML {
        let table = Table(Array(rows.prefix(Self.mostShown)), caption: t("quality.view.sample")) {
            Column(t("desk.conversation")) { row in
                let conversation = row.conversation
                let title = conversation.subject.isEmpty ? conversation.preview : conversation.subject
                return """
                    <div class="mail"><a href="\(url: "\(conversation.path)/review")">#\("\(conversation.number)") \(title)</a>\
                    <small>\(conversation.preview)</small></div>
                    """
            }
            Column(t("quality.agent")) { HTML(escaping: $0.agentName ?? "–") }
            Column(t("quality.reason")) { row in
                row.reasons.map { "\(Badge(t.reason($0), tone: $0 == .drawn ? .plain : .warn)) " as HTML }.joined()
            }
            Column(t("desk.channel")) { HTML(escaping: t.channelName($0.conversation.channel)) }
            Column(t("quality.resolved")) { row in row.facts.resolvedAt.map { Moment(t, $0).html } ?? "–" }
        }
        let more: HTML? = rows.count > Self.mostShown ? "<p>\(t("quality.sample.more", ["count": rows.count - Self.mostShown]))</p>" : nil
        return "\(table)\(more)"
    }
}
