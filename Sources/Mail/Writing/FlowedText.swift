/// Text whose paragraphs are broken into lines that the reader may join again (RFC 3676).
enum FlowedText {
    private static let width = 76

    /// Lines of 76 characters; what has no blanks stays whole.
    static func wrapped(_ text: String) -> String {
        text.readable.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    private static func line(_ line: Substring) -> String {
        // The mark of a signature keeps its blank; other blanks at an end would join the next line.
        guard line != "-- " else { return "-- " }
        let text = line.trimmingEnd
        let stuffed = text.hasPrefix(" ") || text.hasPrefix(">") || text.hasPrefix("From ") ? " " + text : String(text)
        guard stuffed.count > width else { return stuffed }
        var (lines, current): ([String], String) = ([], "")
        for word in stuffed.split(separator: " ", omittingEmptySubsequences: false) {
            if !current.isEmpty, current.count + 1 + word.count > width {
                lines.append(current + " ")
                current = String(word)
            } else {
                current += lines.isEmpty && current.isEmpty ? String(word) : " " + word
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }

    /// The paragraphs again.
    static func unwrapped(_ text: String, dropsSpace: Bool) -> String {
        var (lines, open): ([String], Bool) = ([], false)
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isQuoted = raw.hasPrefix(">")
            let line = !isQuoted && raw.hasPrefix(" ") ? raw.dropFirst() : raw
            let continues = line.hasSuffix(" ") && line != "-- " && !isQuoted
            let words = continues && dropsSpace ? line.dropLast() : line
            if open, !isQuoted, line != "-- ", let last = lines.popLast() { lines.append(last + words) } else { lines.append(String(words)) }
            open = continues
        }
        return lines.joined(separator: "\n")
    }
}

extension Substring {
    fileprivate var trimmingEnd: Substring {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
