extension Catalogue {
    /// Kinds that explain no opinion: they are opinions themselves, or belong to no moment. One that nobody has placed yet may explain something.
    package var kindsThatExplainNothing: Set<String> {
        Set(kinds.lazy.filter { $0.stage == .opinion || ($0.stage == nil && !$0.department.isEmpty) }.map(\.key))
    }

    /// Kinds in which somebody speaks of the whole; what they rate it with is no rating of one thing that was met.
    package static let kindsOfTheWhole: Set<String> = ["review_posted", "social_mention", "referral_made", "interview_held"]

    /// Kinds that move somebody along the journey: all but those of any moment. One that nobody has placed yet may be a step too.
    package var kindsOfTheWay: Set<String> { Set(kinds.lazy.filter { $0.stage != nil || $0.department.isEmpty }.map(\.key)) }

    /// Kinds in which customers speak for themselves; a text on any other is ours.
    package var kindsInCustomersWords: Set<String> {
        let opinions = kinds.lazy.filter { $0.stage == .opinion && !["review_answered", "interview_held"].contains($0.key) }.map(\.key)
        return Set(opinions).union(Self.kindsWrittenToUs)
    }

    private static let kindsWrittenToUs: Set<String> = [
        "chat_message", "chatbot_message", "email_received", "social_message", "presales_question", "ticket_opened", "ticket_reopened",
        "return_requested", "plan_cancelled",
    ]

    /// Kinds in which customers bring something: how they say it tells of what they bring, not of those whom they bring it to.
    package static let kindsBrought = kindsWrittenToUs.union(["phone_call", "desk_visit"])

    /// Kinds whose value somebody has spent: orders and plans of ours, and whatever an installation has named itself. A quote or a cart is a promise.
    package var kindsOfRevenue: Set<String> {
        let ours = Set(Kind.defaults.lazy.map(\.key))
        return Set(kinds.lazy.map(\.key).filter { !ours.contains($0) }).union(["order_placed", "plan_started", "plan_renewed", "plan_extended"])
    }

    /// Kinds whose value was paid back.
    package static let kindsOfRefund: Set<String> = ["refund_paid"]

    /// Kinds of the same stage as this one, itself among them; none of a kind that belongs to none.
    package func kindsBeside(_ key: String) -> Set<String> {
        guard let stage = kind(key: key)?.stage else { return [] }
        return Set(kinds.lazy.filter { $0.stage == stage }.map(\.key))
    }

    package func kind(key: String) -> Kind? { number(ofKind: key).flatMap { kind($0) } }
}
