/// What stands where there is nothing yet, and why.
package struct EmptyState: Markup {
    package enum Kind: String, Sendable {
        /// Nothing has happened yet: says what will be here and how to begin.
        case firstUse
        /// The question has no answer: says what to change.
        case noResult
        /// Everything is done: says so.
        case allDone
    }

    let kind: Kind
    let title: String
    let text: HTML
    let action: HTML?
    private let level: HTML

    package init(_ kind: Kind, _ title: String, _ text: String = "", action: HTML? = nil) {
        self.init(kind, title, text, action: action, level: "h2")
    }

    /// One that is all there is on a page.
    init(_ kind: Kind, heading title: String, _ text: String, action: HTML? = nil) { self.init(kind, title, text, action: action, level: "h1") }

    private init(_ kind: Kind, _ title: String, _ text: String, action: HTML?, level: HTML) {
        self.level = level
        self.kind = kind
        self.title = title
        self.text = HTML(escaping: text)
        self.action = action
    }

    package var html: HTML {
        "<div class=\"empty\">\(picture)<\(level)>\(title)</\(level)>\(text.isEmpty ? nil : "<p>\(text)</p>")\(action)</div>"
    }

    /// The thread, before it starts, where it frays, and tied off.
    private var picture: HTML {
        let path: HTML =
            switch kind {
            case .firstUse: "<path class=\"faint\" d=\"M8 40c22 0 20-22 44-22s22 18 60 14\"/><circle cx=\"8\" cy=\"40\" r=\"4\"/>"
            case .noResult: "<path d=\"M8 40c22 0 20-22 38-22\"/><path class=\"faint\" d=\"M58 20c14 4 20 16 54 12\"/>"
            case .allDone: "<path d=\"M8 40c22 0 20-22 44-22s22 18 60 14\"/><path d=\"M46 30l6 7 14-17\"/>"
            }
        return "<svg class=\"thread\" viewBox=\"0 0 120 48\" width=\"120\" height=\"48\" aria-hidden=\"true\">\(path)</svg>"
    }
}

/// A sentence that must be seen: what was done, what is odd, what is wrong.
package struct Callout: Markup {
    let text: HTML
    let tone: Tone
    let isLive: Bool

    package init(_ text: HTML, tone: Tone = .note, isLive: Bool = false) {
        self.text = text
        self.tone = tone
        self.isLive = isLive
    }

    package var html: HTML {
        let icon: Icon =
            switch tone {
            case .good: .check
            case .warn, .bad: .warning
            default: .note
            }
        return "<div class=\"callout \(tone.rawValue)\"\(attribute: "role", isLive ? "status" : nil)>\(icon)<div>\(text)</div></div>"
    }
}

/// How far something is: a share between 0 and 1, in words too.
package struct Progress: Markup {
    let share: Double
    let label: String

    package init(_ share: Double, label: String) {
        self.share = min(1, max(0, share))
        self.label = label
    }

    package var html: HTML {
        let width = Int((share * 100).rounded())
        return """
            <div class="progress"><svg viewBox="0 0 100 4" width="100%" height="6" preserveAspectRatio="none" aria-hidden="true">\
            <rect class="track" width="100" height="4"/><rect class="bar" width="\(width)" height="4"/></svg><span>\(label)</span></div>
            """
    }
}

/// Names and what stands for them: a customer's data, a conversation's properties.
package struct KeyValues: Markup {
    let pairs: [(name: String, value: HTML)]

    package init(_ pairs: [(name: String, value: HTML)]) { self.pairs = pairs }

    package var html: HTML { "<dl class=\"pairs\">\(pairs.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML })</dl>" }
}

/// A page that asks one question before something happens; what others show as a window over the page.
package struct Question: Markup {
    let title: String
    let text: HTML
    let answers: HTML

    package init(_ title: String, _ text: HTML, answers: HTML) {
        self.title = title
        self.text = text
        self.answers = answers
    }

    package var html: HTML { "<section class=\"sheet question\"><h1>\(title)</h1>\(text)<div class=\"actions\">\(answers)</div></section>" }
}
