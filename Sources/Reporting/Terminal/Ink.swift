/// Writes with the colours of a terminal, or plainly.
struct Ink {
    let isColoured: Bool

    func heading(_ text: String) -> String { paint(text, "1") }
    func quiet(_ text: String) -> String { paint(text, "2") }
    func strong(_ text: String) -> String { paint(text, "1;36") }
    func warning(_ text: String) -> String { paint(text, "33") }
    func bar(_ text: String) -> String { paint(text, "36") }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// A bar of `width` columns at most, to an eighth of a column.
func bar(_ share: Double, width: Int) -> String {
    let eighths = Int((min(1, max(0, share)) * Double(width * 8)).rounded(share > 0 ? .up : .toNearestOrEven))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
}
