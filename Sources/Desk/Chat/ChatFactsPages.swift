import Kernel
import Web

/// What is known of a conversation that was begun in a chat window, for staff.
struct ChatFacts: Sendable {
    let chat: Chat
    /// What they have not read and left an address for.
    let waiting: ChatAfterLeavingStore.Waiting?
    /// Whether a mailbox sends mail.
    let mayBeSent: Bool
}

struct ChatFactsSection: Markup {
    let t: Texts
    let facts: ChatFacts

    private var chat: Chat { facts.chat }

    var html: HTML {
        var pairs: [(name: String, value: HTML)] = [
            (
                t("chat.facts.who"),
                Badge(t(chat.isVerified ? "chat.facts.verified" : "chat.facts.claimed"), tone: chat.isVerified ? .good : .plain).html
            )
        ]
        if !chat.address.isEmpty {
            pairs.append((t("chat.facts.address"), "\(chat.address) \(Badge(t("chat.facts.unverified"), tone: .warn))"))
        }
        if !chat.page.isEmpty { pairs.append((t("chat.facts.page"), HTML(escaping: chat.page))) }
        pairs.append((t("chat.facts.language"), HTML(escaping: t("chat.language.\(chat.language)"))))
        let waiting: HTML? = facts.waiting.map { waiting -> HTML in
            let minutes = Int(ChatAfterLeavingStore.patience.components.seconds / 60)
            let words = t(
                facts.mayBeSent ? "chat.facts.waiting" : "chat.facts.stuck",
                ["count": waiting.answers.count, "address": waiting.address, "minutes": minutes])
            return Callout(HTML(escaping: words), tone: facts.mayBeSent ? .note : .warn).html
        }
        return Section(t("chat.facts"), content: "\(KeyValues(pairs))\(waiting)").html
    }
}
