/// Browsers see bytes, not characters: a quote followed by a combining mark is one `Character` for Swift and still closes an
/// attribute. Escaping therefore walks the UTF-8 bytes.
extension String {
    mutating func appendEscaped(_ content: String) {
        if !content.utf8.contains(where: isSpecial) { return append(content) }
        var content = content
        content.withUTF8 { bytes in
            var start = 0
            for (index, byte) in bytes.enumerated() {
                guard let entity = entity(byte) else { continue }
                append(bytes[start..<index])
                self += entity
                start = index + 1
            }
            append(bytes[start...])
        }
    }

    private mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        if !bytes.isEmpty { self += String(decoding: bytes, as: UTF8.self) }
    }
}

private func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        || byte == 0
}

private func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case 0: "\u{FFFD}"
    default: nil
    }
}

/// Whether a browser that follows `url` stays with us or goes to a web site, a mail or a telephone: nothing that runs.
func isSafe(url: String) -> Bool {
    let bytes = url.utf8
    // Browsers skip tabs and line feeds in addresses and read a backslash as a slash.
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return true }
    if let end = bytes.firstIndex(where: { "/?#".utf8.contains($0) }), end < colon { return true }
    return ["http", "https", "mailto", "tel"].contains(url[..<colon].lowercased())
}
