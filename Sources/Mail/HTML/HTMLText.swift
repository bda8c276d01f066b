/// What HTML says, in plain text.
package enum HTMLText {
    private static let blocks: Set<String> = [
        "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "ul", "ol", "hr", "dt", "dd", "section", "article",
    ]

    package static func text(of html: String) -> String {
        var text = ""
        for token in HTMLTokens(Array(html.utf8.prefix(CleanHTML.size))) {
            switch token {
            case .text(let bytes): text += words(HTMLReferences.decoded(String(decoding: bytes, as: UTF8.self)), after: text)
            case .start("br", _, _): text += "\n"
            case .start("li", _, _): text += "\n• "
            case .start(let name, _, _) where blocks.contains(name): if !text.hasSuffix("\n\n") { text += "\n" }
            case .end(let name) where blocks.contains(name): if !text.hasSuffix("\n\n") { text += "\n" }
            default: break
            }
        }
        return text.readable.trimmingLines
    }

    /// White space of HTML is one blank.
    private static func words(_ text: String, after before: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return text.isEmpty || before.last?.isWhitespace != false ? "" : " " }
        let begins = text.first?.isWhitespace == true && before.last?.isWhitespace == false
        return (begins ? " " : "") + words + (text.last?.isWhitespace == true ? " " : "")
    }
}

extension String {
    /// Without blanks at the ends of lines, nor more than one empty line at once.
    fileprivate var trimmingLines: String {
        var lines: [String] = []
        for raw in split(separator: "\n", omittingEmptySubsequences: false) {
            var line = raw[...]
            while line.last?.isWhitespace == true { line.removeLast() }
            while line.first == " " { line.removeFirst() }
            if !line.isEmpty || lines.last?.isEmpty == false { lines.append(String(line)) }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
