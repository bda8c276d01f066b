/// Something that can stand in a page: a badge, a table, a chart. Pure: the same value gives the same markup.
package protocol Markup {
    var html: HTML { get }
}

extension HTML: Markup {
    package var html: HTML { self }
}

extension HTML.StringInterpolation {
    @_disfavoredOverload package mutating func appendInterpolation(_ markup: some Markup) { appendInterpolation(markup.html) }
    @_disfavoredOverload package mutating func appendInterpolation(_ markup: (some Markup)?) { appendInterpolation(markup?.html) }
    @_disfavoredOverload package mutating func appendInterpolation<Part: Markup>(_ parts: [Part]) {
        for part in parts { appendInterpolation(part.html) }
    }
}
