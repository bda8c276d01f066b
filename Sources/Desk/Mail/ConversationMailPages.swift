import Channels
import Kernel
import Web

/// Below what was said: how it came or went, what came with it, and how it looked.
struct ConversationMailLine {
    let t: Texts
    let piece: ConversationMailStore.Piece

    private var message: JournalMessage { piece.message }
    private var path: String { "/inbox/mail/\(message.id)" }

    var html: HTML { "<div class=\"letter\">\(flags)\(route)\(files)\(look)</div>" }

    private var flags: HTML? {
        if message.isStranger { return "<p>\(Badge(t("mail.stranger"), tone: .warn)) \(t("mail.stranger.about"))</p>" }
        if [MailDecision.Reason.strangeReference, .forgedAddress].map(\.rawValue).contains(message.decision) {
            return "<p>\(Badge(t("mail.stranger"), tone: .warn)) \(t("mail.decision.\(message.decision)"))</p>"
        }
        guard message.direction == .outgoing else { return nil }
        let fault: HTML? = message.fault.isEmpty ? nil : " \(MailFaultText.text(message.fault, t))"
        return "<p>\(message.badge(t))\(fault)</p>"
    }

    private var route: HTML {
        let from: HTML? = message.direction == .incoming ? "\(t("mail.from_who", ["who": message.address])) · " : nil
        let people = message.recipients.split(separator: "\n").map(String.init)
        let shown = people.prefix(5).joined(separator: ", ")
        let more = message.recipientCount - piece.copies.count - min(5, people.count)
        let to: HTML? = people.isEmpty ? nil : HTML(escaping: t("mail.to_who", ["who": shown]))
        let others: HTML? = more > 0 ? " \(t("mail.recipients.more", ["count": more]))" : nil
        return "<p><small>\(from)\(to)\(others)\(copies(false, "files.cc.to"))\(copies(true, "files.bcc.to"))</small></p>"
    }

    private func copies(_ isBlind: Bool, _ text: String) -> HTML? {
        let addresses = piece.copies.filter { $0.isBlind == isBlind }.map(\.address)
        return addresses.isEmpty ? nil : " · \(t(text, ["who": addresses.joined(separator: ", ")]))"
    }

    private var files: HTML? {
        guard !piece.attachments.isEmpty else { return nil }
        let items = piece.attachments.map { file -> HTML in
            """
            <li><a href="\(url: "\(path)/file?place=\(file.place)")" download>\(file.name)</a> \
            <small>\(t.size(ofFile: file.size))</small></li>
            """
        }
        return "<ul class=\"files\" aria-label=\"\(t("mail.files"))\">\(items)</ul>"
    }

    private var look: HTML? {
        guard message.hasHTML else { return nil }
        return """
            <details><summary>\(t("mail.look"))</summary>
            <iframe src="\(url: path + "/body")" title="\(t("mail.look"))" loading="lazy" referrerpolicy="no-referrer" \
            sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
            <p><a href="\(url: path + "/body?images=shown")" target="_blank" rel="noopener">\(t("mail.look.images"))</a></p></details>
            """
    }
}
