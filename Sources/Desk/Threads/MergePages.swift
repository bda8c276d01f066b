import Kernel
import Web

/// Which other conversation this one is to become a part of.
struct MergePage {
    let t: Texts
    let seal: String
    let conversation: Conversation
    /// Of the same customer.
    let others: [Conversation]
    let state: FormState

    var title: String { t("desk.merge.title", ["number": "\(conversation.number)"]) }

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb("#\(conversation.number)", conversation.path)]
        let isOther = state.errors["target"] != nil && !state["target"].isEmpty
        let sure: HTML? = isOther ? state.field("sure", t("desk.merge.sure"), .tick, hint: t("desk.merge.sure.hint")).html : nil
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(choices)\
            \(state.field("target", t("desk.merge.target"), hint: t("desk.merge.target.hint"), placeholder: "#1042"))\(sure)
            <div class="actions">\(Button(t("desk.merge.do"), .primary))\(LinkButton(t("desk.cancel"), href: conversation.path, .quiet))</div></div>
            """
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.merge.about")), crumbs: crumbs))
            <section class="sheet">\(PostForm("\(conversation.path)/merge", seal: seal, content: fields))</section>
            """
    }

    private var choices: HTML? {
        guard !others.isEmpty else { return nil }
        let options = [Field.Option("", t("desk.merge.another"))] + others.map { Field.Option("\($0.number)", said($0)) }
        return state.field("other", t("desk.merge.others"), .choice(options)).html
    }

    private func said(_ other: Conversation) -> String {
        "#\(other.number) \(other.subject) · \(t("desk.status.\(other.status(at: t.now).key)")) · \(t.ago(other.lastAt))"
    }
}

/// What a conversation that is a part of another one says of itself.
struct MergedCallout: Markup {
    let t: Texts
    let seal: String
    let conversation: Conversation
    let target: Conversation
    let mayWork: Bool

    var html: HTML {
        let undo: HTML? =
            mayWork
            ? PostForm("\(conversation.path)/merge", method: .delete, seal: seal, content: Button(t("desk.merge.undo"), .quiet).html).html : nil
        return Callout(
            """
            <p>\(t("desk.merge.is_part")) <a href="\(url: target.path)">#\("\(target.number)") \(target.subject)</a></p>\(undo)
            """, tone: .note
        ).html
    }
}
