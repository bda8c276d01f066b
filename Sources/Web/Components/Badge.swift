/// A word about the state of a thing: `Open`, `At risk`.
package struct Badge: Markup {
    let text: String
    let tone: Tone

    package init(_ text: String, tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    package var html: HTML { "<span class=\"badge \(tone.rawValue)\">\(text)</span>" }
}

/// Something chosen that can be taken away again: a filter, a label. Both ends are plain links.
package struct Chip: Markup {
    let text: String
    let href: String?
    /// Where it is gone, and what that link says: `Remove Warsaw`.
    let removal: (href: String, label: String)?

    package init(_ text: String, href: String? = nil, removal: (href: String, label: String)? = nil) {
        self.text = text
        self.href = href
        self.removal = removal
    }

    package var html: HTML {
        let label: HTML = if let href { "<a href=\"\(url: href)\">\(text)</a>" } else { HTML(escaping: text) }
        let cross: HTML? = removal.map { "<a class=\"remove\" href=\"\(url: $0.href)\" aria-label=\"\($0.label)\">\(Icon.cross)</a>" }
        return "<span class=\"chip\">\(label)\(cross)</span>"
    }
}

/// The initials of someone, on a colour of their own.
package struct Avatar: Markup {
    let name: String
    let isLarge: Bool

    package init(_ name: String, isLarge: Bool = false) {
        self.name = name
        self.isLarge = isLarge
    }

    package var html: HTML {
        "<span class=\"avatar hue-\(hue)\(isLarge ? " large" : nil)\" aria-hidden=\"true\">\(initials)</span>"
    }

    private var initials: String {
        // Of an address, what names its owner.
        let called = name.dropFirst().firstIndex(of: "@").map { name[..<$0] } ?? name[...]
        let words = called.split { !$0.isLetter && !$0.isNumber }
        guard let first = words.first?.first else { return "·" }
        // A Chinese name is one word; its last two characters are how one is called.
        if first.unicodeScalars.contains(where: { (0x3400...0x9FFF).contains($0.value) }) { return String(name.suffix(2)) }
        return (String(first) + (words.count > 1 ? words.last?.first.map(String.init) ?? "" : "")).uppercased()
    }

    /// The same for the same name, on every machine.
    private var hue: Int { name.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 6 }
}
