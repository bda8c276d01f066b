/// HTML of others as it may be shown: written anew from an allow-list of elements and attributes, every value escaped, every element closed.
///
/// It is meant for a sandboxed frame all the same.
package struct CleanHTML: Sendable {
    package let html: String
    /// There are pictures that would be fetched from elsewhere, whether they are shown or not.
    package let hasImages: Bool
    /// It was longer or deeper than is shown.
    package let isCut: Bool

    /// Bytes that are read at most.
    static let size = 1 << 20
    /// Elements within one another.
    static let depth = 256

    /// - Parameter images: whether pictures are left in that are fetched from elsewhere.
    package init(_ source: String, images: Bool) {
        let bytes = Array(source.utf8.prefix(Self.size))
        var writer = CleanHTMLWriter(images: images)
        for token in HTMLTokens(bytes) { writer.take(token) }
        writer.closeAll()
        html = String(decoding: writer.output, as: UTF8.self)
        hasImages = writer.hasImages
        isCut = writer.isDeep || source.utf8.count > Self.size
    }
}

private struct CleanHTMLWriter {
    let images: Bool
    private(set) var output: [UInt8] = []
    private(set) var hasImages = false
    private(set) var isDeep = false
    private var open: [String] = []
    /// Elements that were too deep and are still open.
    private var passedOver = 0

    init(images: Bool) { self.images = images }

    private static let allowed: Set<String> = [
        "a", "abbr", "b", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn", "div", "dl", "dt",
        "em",
        "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span",
        "strike",
        "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    ]
    private static let empty: Set<String> = ["br", "col", "hr", "img"]
    private static let attributes: Set<String> = [
        "abbr", "align", "alt", "colspan", "dir", "height", "lang", "rowspan", "start", "title", "valign", "width",
    ]

    mutating func take(_ token: HTMLTokens.Token) {
        switch token {
        case .text(let bytes):
            for byte in bytes where byte != 0 { byte == UInt8(ascii: ">") ? write("&gt;") : output.append(byte) }
        case .start(let name, let attributes, _): if Self.allowed.contains(name) { begin(name, attributes) }
        case .end(let name): if Self.allowed.contains(name), !Self.empty.contains(name) { end(name) }
        }
    }

    mutating func closeAll() {
        while let name = open.popLast() { write("</\(name)>") }
    }

    private mutating func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
        guard open.count < CleanHTML.depth || Self.empty.contains(name) else {
            (isDeep, passedOver) = (true, passedOver + 1)
            return
        }
        if name == "img" { return image(attributes) }
        write("<\(name)")
        var seen = Set<String>()
        for (attribute, value) in attributes where Self.attributes.contains(attribute) && seen.insert(attribute).inserted { write(attribute, value) }
        if name == "a", let address = link(attributes, "href", ["http", "https", "mailto", "tel"]) {
            write("href", address)
            write(" target=\"_blank\" rel=\"noopener noreferrer nofollow\"")
        }
        write(">")
        if !Self.empty.contains(name) { open.append(name) }
    }

    /// Without its picture there stand the words for it.
    private mutating func image(_ attributes: [(name: String, value: String)]) {
        let words = attributes.first { $0.name == "alt" }?.value ?? ""
        let address = link(attributes, "src", ["http", "https"])
        if address != nil { hasImages = true }
        guard images, let address else {
            if !words.isEmpty { write("<i>[\(escaped(HTMLReferences.decoded(words)))]</i>") }
            return
        }
        write("<img")
        write("src", address)
        for (attribute, value) in attributes where ["alt", "width", "height"].contains(attribute) { write(attribute, value) }
        write(">")
    }

    /// An address in decoded form, if it begins with one of these schemes once everything is gone that a browser would overlook.
    private func link(_ attributes: [(name: String, value: String)], _ name: String, _ schemes: Set<String>) -> String? {
        guard let value = attributes.first(where: { $0.name == name })?.value else { return nil }
        let scalars = HTMLReferences.decoded(value).unicodeScalars.filter {
            $0.value > 0x20 && $0.value != 0x7F && $0.properties.generalCategory != .format
        }
        let address = String(String.UnicodeScalarView(scalars))
        guard let colon = address.firstIndex(of: ":"), schemes.contains(address[..<colon].lowercased()), address.utf8.count <= 4_000 else {
            return nil
        }
        return address
    }

    private mutating func end(_ name: String) {
        if passedOver > 0 {
            passedOver -= 1
            return
        }
        guard let place = open.lastIndex(of: name) else { return }
        while open.count > place { write("</\(open.removeLast())>") }
    }

    private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }
    private mutating func write(_ name: String, _ value: String) { write(" \(name)=\"\(escaped(HTMLReferences.decoded(value)))\"") }

    private func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case 0: break
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
