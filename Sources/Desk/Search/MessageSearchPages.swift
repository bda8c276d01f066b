import Timeline
import Web

/// The conversations that were found, each with where.
struct MessageSearchPage {
    let t: Texts
    let typed: String
    let answer: MessageSearchStore.Answer

    var title: String { t("desk.search") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: count), crumbs: [Crumb(t("desk.title"), "/inbox")]))\(InboxSearch(t: t, typed: typed))\(labels)\
        \(answer.found.isEmpty ? EmptyState(.noResult, t("desk.search.none"), t("desk.search.none.hint")).html : table.html)
        """
    }

    private var count: String { t(answer.isCut ? "desk.search.more" : "desk.search.count", ["count": answer.found.count]) }

    /// Whoever types what a label is called finds what bears it.
    private var labels: HTML? {
        guard !answer.labels.isEmpty else { return nil }
        let chips = answer.labels.map { "<li>\(LabelChip(label: $0, href: InboxAddress(label: $0.key).path))</li>" as HTML }
        return
            "<nav class=\"labels\" aria-label=\"\(t("desk.labels"))\"><span>\(t("desk.search.labels"))</span><ul class=\"chips\">\(chips)</ul></nav>"
    }

    private var table: Table<MessageSearchStore.Found> {
        Table(answer.found, caption: title) {
            Column(t("desk.conversation")) { about($0) }
            Column(t("desk.channel")) { HTML(escaping: t.channelName($0.row.conversation.channel)) }
            Column(t("desk.standing")) { HTML(escaping: t("desk.status.\($0.row.conversation.status(at: t.now).key)")) }
            Column(t("desk.last")) { Moment(t, $0.entry?.at ?? $0.row.conversation.lastAt).html }
        }
    }

    private func about(_ found: MessageSearchStore.Found) -> HTML {
        let conversation = found.row.conversation
        let name = found.row.customer?.name ?? t("desk.erased")
        let said = found.entry.map { MessageGlance.parts(of: $0.text, typed).map(piece) } ?? [HTML(escaping: conversation.preview)]
        return """
            <div class="mail whole"><div class="chips"><a href="\(url: conversation.path)">\(name)</a>\(LabelChips(labels: found.row.labels))</div>\
            <span>\(conversation.subject)</span>\
            <small>#\("\(conversation.number)") · \(said)</small></div>
            """
    }

    private func piece(_ part: MessageGlance.Part) -> HTML { part.isWanted ? "<mark>\(part.text)</mark>" : HTML(escaping: part.text) }
}

/// Where conversations are searched for.
struct InboxSearch: Markup {
    let t: Texts
    var typed: String?

    var html: HTML {
        SearchForm(t, at: "/inbox", id: "inbox-q", label: t("desk.search"), placeholder: t("desk.search.hint"), value: typed).html
    }
}

/// What is read of a message at a glance: around the first word that was wanted, with all such words marked.
enum MessageGlance {
    struct Part: Hashable, Sendable {
        let text: String
        let isWanted: Bool
    }

    private static let before = 40
    private static let most = 160

    static func parts(of text: String, _ typed: String) -> [Part] {
        let wanted = MessageWords.wanted(typed)
        let words = text.split(whereSeparator: \.isWhitespace).map { word in
            (text: String(word), isWanted: MessageWords.words(of: String(word)).contains { found in wanted.contains { $0.isMet(by: found) } })
        }
        let first = words.firstIndex { $0.isWanted } ?? 0
        var (start, room) = (first, before)
        while start > 0, room > words[start - 1].text.count {
            start -= 1
            room -= words[start].text.count + 1
        }
        var (parts, length) = (start > 0 ? [Part(text: "… ", isWanted: false)] : [], 0)
        for word in words[start...] {
            guard length < most else {
                parts.append(Part(text: "…", isWanted: false))
                break
            }
            parts.append(Part(text: String(word.text.prefix(most)), isWanted: word.isWanted))
            parts.append(Part(text: " ", isWanted: false))
            length += word.text.count + 1
        }
        return parts
    }
}
