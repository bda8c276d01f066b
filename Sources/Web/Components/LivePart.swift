/// A part of a page that is fetched anew when an event of this name comes. It adds nothing to the layout; without a script it stays as it is.
package struct LivePart: Markup {
    let id: String
    let name: String
    let stream: String
    let said: String?
    let content: HTML

    /// - Parameters:
    ///   - stream: the path that tells what happens; with what the page knows already, so that nothing is missed.
    ///   - said: read out when something came; `nil` where that would be too often.
    package init(_ id: String, on name: String, from stream: String, saying said: String? = nil, content: HTML) {
        self.id = id
        self.name = name
        self.stream = stream
        self.said = said
        self.content = content
    }

    package var html: HTML {
        """
        <i hidden data-stream="\(url: stream)"></i>\
        <div class="part" id="\(id)" data-on="\(name)"\(attribute: "data-say", said)>\(content)</div>
        """
    }
}
