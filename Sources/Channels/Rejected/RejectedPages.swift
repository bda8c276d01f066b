import Kernel
import Web

/// What waits to be corrected or let go, and why.
struct RejectedListPage {
    let t: Texts
    let seal: String
    let overview: RejectedPart.Overview
    /// The one reason that is looked at.
    let reason: RejectionReason?
    let query: Query

    var title: String { t("channels.rejected") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("channels.rejected.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(overview.reasons.isEmpty ? nothing : lists)
        """
    }

    private var nothing: HTML { EmptyState(.allDone, t("channels.rejected.none"), t("channels.rejected.none.about")).html }

    private var lists: HTML {
        """
        \(Section(t("channels.rejected.reasons"), content: reasonTable.html))
        \(Section(t("channels.rejected.waiting"), actions: reason.map { chip($0) }, content: eventTable.html))
        """
    }

    private func chip(_ reason: RejectionReason) -> HTML {
        Chip(reason.text(t), removal: (href: "/settings/rejected", label: t("channels.rejected.all"))).html
    }

    private var reasonTable: Table<(reason: RejectionReason, count: Int)> {
        Table(overview.reasons, caption: t("channels.rejected.reasons")) {
            Column(t("channels.rejected.reason")) { row in
                let only = Query(["field": row.reason.field, "reason": row.reason.reason])
                return "<a href=\"\(url: "/settings/rejected" + only.text)\" data-swap>\(row.reason.text(t))</a>"
            }
            Column(t("channels.rejected.events"), isNumber: true) { HTML(escaping: t.number($0.count)) }
            Column(t("web.key.actions")) { discardAll($0.reason) }
        }
    }

    private func discardAll(_ reason: RejectionReason) -> HTML {
        let only = Query(["field": reason.field, "reason": reason.reason])
        return LinkButton(t("channels.rejected.discard_all"), href: "/settings/rejected/discard" + only.text, .quiet).html
    }

    private var eventTable: Table<RejectedEvent> {
        Table(overview.events, caption: t("channels.rejected.waiting"), pages: pages) {
            Column(t("channels.rejected.received")) { "<a href=\"\(url: "/settings/rejected/\($0.id)")\">\(Moment(t, $0.receivedAt))</a>" }
            Column(t("channels.rejected.source")) { HTML(escaping: overview.sources[$0.source] ?? "–") }
            Column(t("channels.rejected.reason")) { HTML(escaping: RejectionReason(field: $0.field, reason: $0.reason).text(t)) }
        }
    }

    private var pages: Pages {
        let next = overview.hasMore ? overview.events.last.map { "/settings/rejected" + query.with("before", "\($0.id)").text } : nil
        return Pages(t, first: query["before"] == nil ? nil : "/settings/rejected" + query.with("before", nil).text, next: next)
    }
}

extension RejectionReason {
    /// `properties.revenue: must be a number`, in the language of the reader.
    func text(_ t: Texts) -> String { field.isEmpty ? t.reason(reason) : "\(field): \(t.reason(reason))" }
}

/// Before all events of a reason are let go.
struct DiscardQuestionPage {
    let t: Texts
    let seal: String
    let reason: RejectionReason
    let count: Int

    var title: String { t("channels.rejected.discard_all.question") }

    var html: HTML {
        let form = PostForm(
            "/settings/rejected", method: .delete, seal: seal,
            content: """
                <input type="hidden" name="field" value="\(reason.field)"><input type="hidden" name="reason" value="\(reason.reason)">\
                <div class="actions">\(Button(t("channels.rejected.discard_all"), .danger))\
                \(LinkButton(t("catalogue.cancel"), href: "/settings/rejected"))</div>
                """)
        return """
            \(PageHeader(title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("channels.rejected"), "/settings/rejected")]))
            <section class="sheet stack"><p>\(reason.text(t))</p>
            \(Callout(HTML(escaping: t("channels.rejected.discard_all.about", ["count": count])), tone: .warn))\(form)</section>
            """
    }
}

/// One event that could not be taken, to be corrected.
struct RejectedEventPage {
    let t: Texts
    let seal: String
    let event: RejectedEvent
    let source: String
    let state: FormState

    var title: String { t("channels.rejected.event") }

    var html: HTML {
        """
        \(PageHeader(title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("channels.rejected"), "/settings/rejected")]))
        \(Section(t("channels.rejected.why"), content: KeyValues(facts).html))
        \(event.settlement == nil ? correction : settled)
        """
    }

    private var facts: [(name: String, value: HTML)] {
        [
            (t("channels.rejected.reason"), HTML(escaping: RejectionReason(field: event.field, reason: event.reason).text(t))),
            (t("channels.rejected.source"), HTML(escaping: source)),
            (t("channels.rejected.dress"), HTML(escaping: t("channels.rejected.dress.\(event.dress.rawValue)"))),
            (t("channels.rejected.received"), Moment(t, event.receivedAt).html),
        ]
    }

    private var correction: HTML {
        let fields: HTML = """
            \(state.field("body", t("channels.rejected.body"), .area(rows: 24), hint: t("channels.rejected.body.hint"), isRequired: true))
            <div class="actions">\(Button(t("channels.rejected.replay"), .primary))</div>
            """
        let discard = PostButton(
            t("channels.rejected.discard"), to: "/settings/rejected/\(event.id)", method: .delete, seal: seal, .danger, swaps: false)
        return """
            \(Section(t("channels.rejected.correct"), content: PostForm("/settings/rejected/\(event.id)/replay", seal: seal, content: fields).html))
            \(Section(t("channels.rejected.let_go"), note: HTML(escaping: t("channels.rejected.let_go.about")), content: discard.html))
            """
    }

    private var settled: HTML {
        Callout(HTML(escaping: t("channels.rejected.settled.\(event.settlement?.outcome.rawValue ?? "discarded")"))).html
    }
}
