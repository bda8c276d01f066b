package import NIOCore

/// One event for the pages that listen (WHATWG HTML, server-sent events).
package struct ServerEvent: Hashable, Sendable {
    /// What a page that comes back says it saw last: the position on the feed.
    package let id: String?
    package let name: String
    package let data: String

    package init(id: String? = nil, name: String, data: String) {
        self.id = id
        self.name = name
        self.data = data
    }

    /// A line each; a line break of any kind within would begin a field of its own.
    package var encoded: ByteBuffer {
        var text = ""
        if let id { text += "id: \(oneLine(id))\n" }
        text += "event: \(oneLine(name))\n"
        let lines = data.replacing("\r\n", with: "\n").unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
        for line in lines { text += "data: \(Substring(line))\n" }
        return ByteBuffer(string: text + "\n")
    }

    private func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\0" }))
    }
}
