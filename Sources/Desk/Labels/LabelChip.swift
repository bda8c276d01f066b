import Kernel
import Web

/// A label as it is seen: a mark of its colour, and its name.
struct LabelChip: Markup {
    let label: Label
    /// Where it leads.
    var href: String?
    /// What takes it away: a button, or a link.
    var removal: HTML?
    var isCurrent = false

    var html: HTML {
        let name: HTML =
            if let href { "<a href=\"\(url: href)\"\(attribute: "aria-current", isCurrent ? "true" : nil)>\(label.name)</a>" } else {
                "<span>\(label.name)</span>"
            }
        return "<span class=\"chip label hue-\("\(label.colour.rawValue)")\">\(name)\(removal)</span>"
    }
}

/// All labels of a conversation in a row.
struct LabelChips: Markup {
    let labels: [Label]

    var html: HTML { labels.isEmpty ? .nothing : "<span class=\"chips\">\(labels.map { LabelChip(label: $0).html })</span>" }
}
