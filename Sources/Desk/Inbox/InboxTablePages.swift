import Kernel
import Timeline
import Web

/// The conversations of a list; each can be chosen where something can be done with several.
struct InboxTable: Markup {
    let t: Texts
    let caption: String
    let rows: [InboxStore.List.Row]
    let pages: Pages
    let mayChoose: Bool
    /// Those that are chosen already.
    let chosen: Set<Int64>

    var html: HTML {
        Table(rows, caption: caption, pages: pages, id: Self.id) {
            Column(t("desk.conversation")) { first($0) }
            Column(t("desk.channel")) { HTML(escaping: t.channelName($0.conversation.channel)) }
            Column(t("desk.unanswered")) { "\(unanswered($0.conversation)) \($0.conversation.due.map { DeadlineBadge(t: t, due: $0) })" }
            Column(t("desk.assignee")) { HTML(escaping: $0.assigneeName ?? "–") }
            Column(t("desk.last")) { Moment(t, $0.conversation.lastAt).html }
        }.html
    }

    private static func id(_ row: InboxStore.List.Row) -> String { "\(row.conversation.number)" }

    private func first(_ row: InboxStore.List.Row) -> HTML {
        guard mayChoose else { return about(row) }
        let number = row.conversation.number
        return """
            <div class="choosable"><label class="pick"><input type="checkbox" name="conversation" value="\("\(number)")" \
            form="\(BulkBar.id)" data-pick aria-label="\(t("desk.bulk.choose", ["number": "\(number)"]))"\(flag: "checked", chosen.contains(number))>\
            </label>\(about(row))</div>
            """
    }

    private func about(_ row: InboxStore.List.Row) -> HTML {
        let conversation = row.conversation
        let name = row.customer?.name ?? t("desk.erased")
        let unhappy = row.isUnhappy ? Badge(t("csat.unhappy"), tone: .bad).html : nil
        let begun = row.isBegun ? Badge(t("desk.draft"), tone: .note).html : nil
        let calling = row.isCalling ? Badge(t("desk.mention.new"), tone: .note).html : nil
        let team = row.team.map { TeamChip(team: $0).html }
        let marks = [priority(conversation), unhappy, calling, begun, team, LabelChips(labels: row.labels).html].compactMap(\.self)
        return """
            <div class="mail"><div class="chips"><a href="\(url: conversation.path)">\(name)</a>\(marks)</div>\
            <span>\(conversation.subject)</span><small>#\("\(conversation.number)") · \(conversation.preview)</small></div>
            """
    }

    private func priority(_ conversation: Conversation) -> HTML? {
        guard conversation.priority != .normal else { return nil }
        return Badge(t("desk.priority.\(conversation.priority.key)"), tone: conversation.priority > .normal ? .warn : .plain).html
    }

    private func unanswered(_ conversation: Conversation) -> HTML {
        guard let since = conversation.unansweredSince, conversation.status != .resolved else { return "–" }
        return "<time datetime=\"\(since.description)\" title=\"\(t.moment(since))\">\(t.span(t.now.duration(since: since)))</time>"
    }
}

/// A view for each label, that goes together with all others.
struct InboxLabels: Markup {
    let t: Texts
    let address: InboxAddress
    /// All there are.
    let labels: [Label]

    /// So many at a glance.
    private static let glance = 12

    var html: HTML {
        let shown = labels.filter { !$0.isPutAway || $0.key == address.label }
        guard !shown.isEmpty else { return .nothing }
        let first = shown.filter { $0.key == address.label } + shown.filter { $0.key != address.label }
        let near = first.prefix(Self.glance).sorted { ($0.name.lowercased(), $0.key) < ($1.name.lowercased(), $1.key) }
        let far = first.dropFirst(Self.glance)
        let more: HTML? =
            far.isEmpty ? nil : "<details><summary>\(t("desk.labels.more"))</summary><ul class=\"chips\">\(far.map(item))</ul></details>"
        return "<nav class=\"labels\" aria-label=\"\(t("desk.labels"))\"><ul class=\"chips\">\(near.map(item))</ul>\(more)</nav>"
    }

    private func item(_ label: Label) -> HTML {
        guard label.key == address.label else { return "<li>\(LabelChip(label: label, href: address.bearing(label.key).path))</li>" }
        let cross: HTML = """
            <a class="remove" href="\(url: address.bearing(nil).path)" aria-label="\(t("desk.labels.all"))">\(Icon.cross)</a>
            """
        return "<li>\(LabelChip(label: label, href: address.path, removal: cross, isCurrent: true))</li>"
    }
}
