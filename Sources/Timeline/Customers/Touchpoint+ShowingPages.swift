package import Web

/// How a touchpoint looks on a line.
extension Touchpoint {
    /// Something one looks at in passing: such neighbours are told in one line.
    var isGlance: Bool {
        ["page_view", "screen_view", "product_view", "ad_view", "blog_view", "help_article_view", "device_signal"].contains(kind.key)
    }

    package var tone: Tone {
        if let score {
            let share = (score.value - score.scale.range.lowerBound) / (score.scale.range.upperBound - score.scale.range.lowerBound)
            return score.scale == .nps
                ? (score.value >= 9 ? .good : score.value <= 6 ? .bad : .plain) : share >= 0.75 ? .good : share <= 0.25 ? .bad : .plain
        }
        guard let sentiment else { return .plain }
        return sentiment >= 0.4 ? .good : sentiment <= -0.4 ? .bad : .plain
    }

    /// What happened, where, and what it came to.
    package func title(_ t: Texts) -> HTML {
        let scored: HTML? = score.map {
            Badge(t.number($0.value, digits: 0) + " / " + t.number($0.scale.range.upperBound, digits: 0), tone: tone).html
        }
        let worth: HTML? = value.map { "<b>\(t.money($0))</b>" }
        return "\(t.name(of: kind)) <small>\(t.name(of: channel))</small> \(scored) \(worth)"
    }

    package var icon: Icon {
        if score != nil { return .star }
        if value != nil { return .purchase }
        switch channel.key {
        case "email", "sms": return .mail
        case "chat", "chatbot", "messenger", "social", "community": return .chat
        case "phone", "video_call": return .phone
        case "web", "app", "ads", "search": return .web
        default: return kind.stage == .afterPurchase ? .flag : .note
        }
    }

    /// What was said.
    package var words: String? { property("text") ?? property("message") ?? property("comment") ?? property("subject") }

    /// Everything else that is known of it.
    var facts: [(name: String, value: String)] {
        allProperties.filter { !Self.wordNames.contains($0.name) }
    }

    /// Properties that say something in words.
    static let wordNames: Set<String> = ["text", "message", "comment", "subject"]
}
