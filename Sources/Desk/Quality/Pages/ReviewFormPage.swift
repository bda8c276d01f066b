import Channels
import Kernel
import Web

/// A conversation with the scorecard beside it.
struct ReviewFormPage {
    let t: Texts
    let seal: String
    let subject: ReviewStore.Subject
    let mails: ConversationMailStore.Mails
    let state: FormState

    private var conversation: Conversation { subject.whole.conversation }
    var title: String { t("quality.review.of", ["number": "\(conversation.number)"]) }

    var html: HTML {
        let crumbs = [
            Crumb(t("desk.title"), "/inbox"), Crumb(t("quality.title"), "/inbox/quality"), Crumb("#\(conversation.number)", conversation.path),
        ]
        let subjectLine = conversation.subject.isEmpty ? conversation.preview : conversation.subject
        let lead: HTML = "\(subjectLine) · \(t("quality.review.agent", ["agent": subject.agentName]))"
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs))
            \(subject.isSecond ? Callout(HTML(escaping: t("quality.second.blind"))).html : nil)
            <div class="desk even"><div class="stack beside" tabindex="0" role="region" aria-label="\(t("desk.talk"))">\(talk)</div>\
            <aside class="stack">\(form)</aside></div>
            """
    }

    private var talk: HTML {
        let entries = subject.whole.entries.map { entry -> HTML in
            ConversationEntryLine(t: t, entry: entry, customer: t("quality.customer"), mail: mails.pieces[entry.number]).html
        }
        return "<section class=\"sheet\"><ol class=\"talk\">\(entries)</ol></section>"
    }

    private var form: HTML {
        let risks = subject.facts.risks.map { "\(Badge(t("quality.reason.\($0.rawValue)"), tone: .warn)) " as HTML }
        let second: HTML? = subject.isSecond ? nil : state.field("second", t("quality.second.ask"), .tick, hint: t("quality.second.ask.hint")).html
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <input type="hidden" name="card" value="\("\(subject.card.version)")">
            <div class="form">\(risks.isEmpty ? nil : "<p>\(risks)</p>")\
            \(MarkFields(t: t, card: subject.card, state: state, speed: subject.facts.speed))
            \(state.field("note", t("quality.note"), .area(rows: 4), hint: t("quality.note.hint")))\(second)
            <div class="actions">\(Button(t("quality.review.give"), .primary))</div></div>
            """
        return Section(t("quality.card"), content: PostForm("\(conversation.path)/review", seal: seal, content: fields).html).html
    }
}
