import Kernel
import Language
import Web

/// All saved replies, by name.
struct SavedRepliesPage {
    let t: Texts
    let replies: [SavedReply]

    var title: String { t("desk.replies") }

    var html: HTML {
        let add = LinkButton(t("desk.replies.add"), href: "/settings/replies/new", .primary).html
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.replies.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(replies.isEmpty ? EmptyState(.firstUse, t("desk.replies.none"), t("desk.replies.none.hint")).html : table.html)
            """
    }

    private var table: Table<SavedReply> {
        Table(replies, caption: title) {
            Column(t("desk.replies.name")) { Who($0.name, href: "/settings/replies/\($0.id)", beneath: beginning($0)).html }
            Column(t("desk.replies.languages")) { reply in
                HTML(escaping: ReaderLanguage.allCases.filter { reply.texts[$0] != nil }.map(\.name).joined(separator: ", "))
            }
        }
    }

    private func beginning(_ reply: SavedReply) -> String {
        let gaps = Dictionary(uniqueKeysWithValues: SavedReply.Fact.allCases.map { ($0, "…") })
        let text = SavedReply.fill(reply.text(in: t.language.rawValue), gaps).split(whereSeparator: \.isNewline).joined(separator: " ")
        return text.count > 90 ? text.prefix(89) + "…" : text
    }
}

/// One of them, to be written or changed.
struct SavedReplyPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let reply: SavedReply?
    let state: FormState

    var title: String { reply?.name ?? t("desk.replies.add") }
    private var path: String { reply.map { "/settings/replies/\($0.id)" } ?? "/settings/replies" }

    static func field(_ language: ReaderLanguage) -> String { "text_\(language.rawValue)" }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("desk.replies"), "/settings/replies")]
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(state.field("name", t("desk.replies.name"), hint: t("desk.replies.name.hint"), isRequired: true))
            \(ReaderLanguage.allCases.map { state.field(Self.field($0), $0.name, .area(rows: 4)).html })
            <div class="actions">\(Button(t("desk.replies.save"), .primary))</div></div>
            """
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.reply_text.about")), crumbs: crumbs))
            <section class="sheet">\(PostForm(path, method: reply == nil ? .post : .put, seal: seal, content: fields))</section>\(facts)\(removal)
            """
    }

    private var facts: HTML {
        let pairs = SavedReply.Fact.allCases.map { fact in
            (name: "{\(fact.rawValue)}", value: HTML(escaping: t("desk.replies.fact.\(fact.rawValue)")))
        }
        return Section(t("desk.replies.facts"), note: HTML(escaping: t("desk.replies.facts.about")), content: KeyValues(pairs).html).html
    }

    private var removal: HTML? {
        guard reply != nil else { return nil }
        let button = PostButton(t("desk.replies.remove"), to: path, method: .delete, seal: seal, .danger, swaps: false).html
        return Section(t("desk.replies.remove"), note: HTML(escaping: t("desk.replies.remove.about")), content: button).html
    }
}
