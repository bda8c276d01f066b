import Kernel
import Language
import Web

/// All macros, by name.
struct SavedRepliesPage {
    let t: Texts
    let replies: [SavedReply]
    /// What labels are called, by their keys.
    let labels: [String: String]

    var title: String { t("desk.replies") }

    var html: HTML {
        let add = LinkButton(t("desk.replies.add"), href: "/settings/macros/new", .primary).html
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.replies.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(replies.isEmpty ? EmptyState(.firstUse, t("desk.replies.none"), t("desk.replies.none.hint")).html : table.html)
            """
    }

    private var table: Table<SavedReply> {
        Table(replies, caption: title) {
            Column(t("desk.replies.name")) { Who($0.name, href: "/settings/macros/\($0.id)", beneath: beginning($0)).html }
            Column(t("desk.replies.languages")) { reply in
                HTML(escaping: ReaderLanguage.allCases.filter { reply.texts[$0] != nil }.map(\.name).joined(separator: ", "))
            }
            Column(t("desk.macro.does")) { HTML(escaping: MacroDeedWords(t: t, labels: labels).words($0.deeds)) }
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
    /// Those that can be put on or taken off.
    let labels: [Label]
    let state: FormState

    var title: String { reply?.name ?? t("desk.replies.add") }
    private var path: String { reply.map { "/settings/macros/\($0.id)" } ?? "/settings/macros" }

    static func field(_ language: ReaderLanguage) -> String { "text_\(language.rawValue)" }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("desk.replies"), "/settings/macros")]
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(state.field("name", t("desk.replies.name"), hint: t("desk.replies.name.hint"), isRequired: true))
            \(ReaderLanguage.allCases.map { state.field(Self.field($0), $0.name, .area(rows: 4)).html })
            \(MacroDeedFields(t: t, labels: labels, state: state))
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
