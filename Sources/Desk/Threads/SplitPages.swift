import Kernel
import Web

/// Which messages are taken into a conversation of their own.
struct SplitPage {
    let t: Texts
    let seal: String
    let conversation: Conversation
    /// All that can be.
    let entries: [ConversationEntry]
    let others: [Int64: String]
    let customer: String
    let chosen: Set<Int64>
    let state: FormState

    var title: String { t("desk.split.title", ["number": "\(conversation.number)"]) }

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb("#\(conversation.number)", conversation.path)]
        let error: HTML? = (state.error ?? state.errors["entry"]).map { Callout(HTML(escaping: $0), tone: .warn).html }
        let fields: HTML = """
            \(error)<div class="form">\(state.field("subject", t("desk.split.subject"), isRequired: true))
            <fieldset class="field"><legend>\(t("desk.split.messages"))</legend><ol class="talk">\(entries.map(line))</ol></fieldset>
            <div class="actions">\(Button(t("desk.split.do"), .primary))\(LinkButton(t("desk.cancel"), href: conversation.path, .quiet))</div></div>
            """
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.split.about")), crumbs: crumbs))
            <section class="sheet">\(PostForm("\(conversation.path)/split", seal: seal, content: fields))</section>
            """
    }

    private func line(_ entry: ConversationEntry) -> HTML {
        let who =
            switch entry.happening {
            case .message: others[entry.number] ?? customer
            case .note: "\(entry.staffName ?? t("desk.staff")) · \(t("desk.note"))"
            default: entry.staffName ?? t("desk.staff")
            }
        let side = entry.happening == .message ? "them" : entry.happening == .note ? "note" : "us"
        let from = "\(conversation.path)/split?from=\(entry.number)"
        return """
            <li class="\(side)"><header><label class="tick"><input type="checkbox" name="entry" value="\("\(entry.number)")"\
            \(flag: "checked", chosen.contains(entry.number))><b>\(who)</b></label> \(Moment(t, entry.at, showing: .moment)) \
            <a href="\(url: from)">\(t("desk.split.from_here"))</a></header><p class="words">\(entry.text)</p></li>
            """
    }
}
