import Channels
import Kernel
import Web

/// One thing that happened in a conversation.
struct ConversationEntryLine {
    let t: Texts
    let entry: ConversationEntry
    let customer: String
    /// How it came or went, if by mail.
    var mail: ConversationMailStore.Piece?
    /// Who else of the customers wrote it.
    var other: String?

    var html: HTML {
        switch entry.happening {
        case .message: said("them", stranger ?? customer)
        case .reply: said("us", entry.staffName ?? t("desk.staff"))
        case .note where entry.staffName == nil: said("note them", t("mail.note.\(entry.fate?.word.rawValue ?? entry.detail)"))
        case .note: said("note", "\(entry.staffName ?? t("desk.staff")) · \(t("desk.note"))")
        case .assignment, .status, .priority: "<li class=\"event\" id=\"\(id)\">\(event) \(Moment(t, entry.at))</li>"
        }
    }

    private var stranger: String? {
        if let other { return other }
        guard let message = mail?.message, message.isStranger else { return nil }
        return message.name.isEmpty ? message.address : message.name
    }

    private var id: String { "entry-\(entry.number)" }

    private func said(_ side: String, _ who: String) -> HTML {
        let text: HTML =
            entry.fate != nil
            ? MailFaultText.text(entry.text, t)
            : entry.text.isEmpty ? "<em>\(t("desk.text_erased"))</em>" : HTML(escaping: entry.text)
        return """
            <li class="\(side)" id="\(id)"><header><b>\(who)</b> <small>\(t.channelName(entry.channel))</small> \
            \(Moment(t, entry.at, showing: .moment))</header><p class="words">\(text)</p>\
            \(mail.map { ConversationMailLine(t: t, piece: $0).html })</li>
            """
    }

    private var event: String {
        let who = entry.staffName ?? t("desk.staff")
        switch entry.happening {
        case .assignment:
            if entry.detail == entry.staffName { return t("desk.event.taken", ["who": who]) }
            return entry.detail.isEmpty ? t("desk.event.given_back", ["who": who]) : t("desk.event.assigned", ["who": who, "whom": entry.detail])
        case .priority: return t("desk.event.priority", ["who": who, "priority": t("desk.priority.\(entry.detail)")])
        default:
            let parts = entry.detail.split(separator: " ", maxSplits: 1)
            let until = parts.count == 2 ? Instant(String(parts[1])) : nil
            if let until { return t("desk.event.snoozed", ["who": who, "time": t.moment(until)]) }
            return t("desk.event.status", ["who": who, "status": t("desk.status.\(entry.detail)")])
        }
    }
}
