import Kernel
import People
import Timeline

/// What of a conversation stands on the customer's line.
struct ConversationLine {
    let number: Int64
    let channel: String

    /// What was said is kept whole in the conversation; on the line stands its beginning.
    static let longestText = 500

    func message(_ message: IncomingMessage) -> NewTouchpoint {
        var touchpoint = touchpoint(message.channel.kind, by: message.from, at: message.at, once: "message:\(message.key)", saying: message.text)
        touchpoint.traits = message.traits
        touchpoint.verified = message.verified
        return touchpoint
    }

    func opened(by message: IncomingMessage) -> NewTouchpoint {
        touchpoint("ticket_opened", by: message.from, at: message.at, once: "opened:\(number)", saying: message.subject)
    }

    func reply(_ text: String, to identifier: Identifier, at: Instant, once: String) -> NewTouchpoint {
        touchpoint("service_reply", by: [identifier], at: at, once: "reply:\(once)", saying: text)
    }

    /// An answer did not come to them after all.
    ///
    /// - Parameter reply: the entry of the answer.
    func lost(_ reply: Int64, to identifier: Identifier, at: Instant) -> NewTouchpoint {
        touchpoint("reply_lost", by: [identifier], at: at, once: "lost:\(number):\(reply)")
    }

    func resolved(_ identifier: Identifier, at: Instant, once: String) -> NewTouchpoint {
        touchpoint("ticket_resolved", by: [identifier], at: at, once: "resolved:\(once)")
    }

    func reopened(_ identifiers: [Identifier], at: Instant, once: String) -> NewTouchpoint {
        touchpoint("ticket_reopened", by: identifiers, at: at, once: "reopened:\(once)")
    }

    /// What the customer said of a resolution, as it counts.
    ///
    /// - Parameter agent: the name of who resolved.
    func rated(_ answer: Survey.Answer, _ identifier: Identifier, agent: String?, survey: ID<Survey>) -> NewTouchpoint {
        var touchpoint = touchpoint("survey_csat", by: [identifier], at: answer.at, once: "survey:\(survey)")
        touchpoint.score = Score(Double(answer.score), on: .csat)
        var said = ["conversation": "\(number)"]
        if !answer.comment.isEmpty { said["text"] = String(answer.comment.prefix(Self.longestText)) }
        if !answer.reasons.isEmpty { said["reasons"] = answer.reasons.joined(separator: ", ") }
        said["agent"] = agent
        touchpoint.properties = Self.properties(said)
        return touchpoint
    }

    private func touchpoint(_ kind: String, by identifiers: [Identifier], at: Instant, once: String, saying text: String = "") -> NewTouchpoint {
        NewTouchpoint(
            kind, channel: channel, by: identifiers, at: at, key: SourceKey("desk:\(once)"), subject: Subject("conversation", "\(number)"),
            properties: text.isEmpty ? "" : Self.properties(["text": String(text.prefix(Self.longestText))]))
    }

    private static func properties(_ said: [String: String]) -> String {
        // A text is always JSON.
        (try? PlainJSON.text(said)) ?? ""
    }
}
