package import Kernel

/// Markup that is safe to send. Interpolated text is escaped; interpolated `HTML` is not escaped twice.
///
///     let row: HTML = "<li class=\"person\">\(person.name) <a href=\"\(url: person.site)\">…</a></li>"
///
/// A string literal inside an interpolation is markup, since we wrote it: `\(isNew ? "<b>new</b>" : nil)`.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Hashable {
    package private(set) var text: String

    package init(stringLiteral text: String) { self.text = text }
    package init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }
    /// Trusts `text` as it is. Each use needs a reason beside it.
    package init(trusted text: String) { self.text = text }
    /// Plain text as markup.
    package init(escaping text: String) {
        self.text = ""
        self.text.appendEscaped(text)
    }

    package static let nothing: HTML = ""
    package var isEmpty: Bool { text.isEmpty }

    // Both are markup already.
    package static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.text + b.text) }
    package static func += (a: inout HTML, b: HTML) { a.text += b.text }
}

extension Sequence<HTML> {
    package func joined(separator: HTML = "") -> HTML {
        var result = HTML.nothing
        for (place, html) in enumerated() {
            if place > 0 { result += separator }
            result += html
        }
        return result
    }
}

// MARK: - Interpolation

extension HTML {
    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + 24 * interpolationCount) }
        package mutating func appendLiteral(_ literal: String) { text += literal }

        // Text is disfavoured, so that a literal in an interpolation is markup rather than text.
        @_disfavoredOverload package mutating func appendInterpolation(_ content: String) { text.appendEscaped(content) }
        @_disfavoredOverload package mutating func appendInterpolation(_ content: String?) { if let content { text.appendEscaped(content) } }
        @_disfavoredOverload package mutating func appendInterpolation(_ content: Substring) { text.appendEscaped(String(content)) }
        package mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
        package mutating func appendInterpolation<Subject>(_ id: ID<Subject>) { text += id.description }

        package mutating func appendInterpolation(_ html: HTML) { text += html.text }
        package mutating func appendInterpolation(_ html: HTML?) { if let html { text += html.text } }
        package mutating func appendInterpolation(_ list: some Sequence<HTML>) { for html in list { text += html.text } }
    }
}

extension HTML.StringInterpolation {
    /// An address for `href` or `src`: relative, http, https, mailto or tel. Anything else becomes `#`.
    package mutating func appendInterpolation(url: String) { text.appendEscaped(isSafe(url: url) ? url : "#") }

    /// ` name="value"` with its leading space, or nothing at all.
    package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
        guard let value else { return }
        text += " \(name)=\""
        text.appendEscaped(value)
        text += "\""
    }

    /// ` name` with its leading space when it holds: `<input\(flag: "checked", isOn)>`.
    package mutating func appendInterpolation(flag name: StaticString, _ holds: Bool) {
        if holds { text += " \(name)" }
    }
}
