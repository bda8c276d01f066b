/// Characters that HTML calls by number or by name.
enum HTMLReferences {
    /// `a&#38;b&nbsp;c` → `a&b c`; an unknown name stays as it is.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var scalars = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let amp = rest.firstIndex(of: "&") {
            scalars.append(contentsOf: rest[..<amp])
            rest = rest[rest.index(after: amp)...]
            let (scalar, used) = reference(rest)
            scalars.append(scalar ?? "&")
            rest = rest.dropFirst(used)
        }
        scalars.append(contentsOf: rest)
        return String(scalars)
    }

    /// What begins behind an ampersand, and how many characters of it there are. The semicolon may be missing, as browsers have it.
    private static func reference(_ text: Substring.UnicodeScalarView) -> (Unicode.Scalar?, Int) {
        if text.first == "#" { return number(text.dropFirst()) }
        let name = String(String.UnicodeScalarView(text.prefix(10).prefix { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) }))
        guard let scalar = names[name] else { return (nil, 0) }
        let length = name.unicodeScalars.count
        return (scalar, text.dropFirst(length).first == ";" ? length + 1 : length)
    }

    private static func number(_ text: Substring.UnicodeScalarView) -> (Unicode.Scalar?, Int) {
        let isHex = text.first == "x" || text.first == "X"
        let digits = text.dropFirst(isHex ? 1 : 0).prefix(10).prefix { isHex ? $0.properties.isASCIIHexDigit : ("0"..."9").contains($0) }
        guard !digits.isEmpty, let value = UInt32(String(String.UnicodeScalarView(digits)), radix: isHex ? 16 : 10) else { return (nil, 0) }
        let length = 1 + (isHex ? 1 : 0) + digits.count
        let end = text.dropFirst(length - 1).first == ";" ? length + 1 : length
        return (Unicode.Scalar(value).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}", end)
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}", "copy": "©", "reg": "®", "trade": "™",
        "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”", "bdquo": "„",
        "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "euro": "€", "pound": "£", "yen": "¥", "sect": "§", "deg": "°", "times": "×",
        "oacute": "ó", "Oacute": "Ó", "ouml": "ö", "Ouml": "Ö", "auml": "ä", "Auml": "Ä", "uuml": "ü", "Uuml": "Ü", "szlig": "ß",
        "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "zwnj": "\u{200C}", "zwj": "\u{200D}",
        // Those that hide a scheme.
        "colon": ":", "Tab": "\t", "NewLine": "\n", "sol": "/", "lpar": "(", "rpar": ")",
    ]
}
