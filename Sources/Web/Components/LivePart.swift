/// A part of a page that is fetched anew when an event of this name comes. It adds nothing to the layout; without a script it stays as it is.
package struct LivePart: Markup {
    let id: String
    let names: String
    let stream: String?
    let source: String?
    let said: String?
    let isMinutely: Bool
    let content: HTML

    /// - Parameters:
    ///   - names: of the events, with blanks between them.
    ///   - stream: the path that tells what happens; with what the page knows already, so that nothing is missed. `nil` where another part of
    ///     the page names it.
    ///   - source: the path that has the part; `nil` for the page itself.
    ///   - said: read out when something came; `nil` where that would be too often.
    ///   - isMinutely: fetched anew each minute too, since it tells how long something lasts.
    package init(
        _ id: String, on names: String, from stream: String? = nil, at source: String? = nil, saying said: String? = nil,
        isMinutely: Bool = false, content: HTML
    ) {
        self.id = id
        self.names = names
        self.stream = stream
        self.source = source
        self.said = said
        self.isMinutely = isMinutely
        self.content = content
    }

    package var html: HTML {
        """
        \(stream.map { "<i hidden data-stream=\"\(url: $0)\"></i>" as HTML })\
        <div class="part" id="\(id)" data-on="\(names)"\(attribute: "data-src", source)\(attribute: "data-say", said)\
        \(flag: "data-minutely", isMinutely)>\(content)</div>
        """
    }
}
