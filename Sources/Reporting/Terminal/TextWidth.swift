extension String {
    /// How many columns a terminal needs for it: two for the wide characters of East Asia and for pictures, none for marks
    /// that join the character before them.
    var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

    /// At most so many columns, the last of them an ellipsis where something had to go.
    func cut(to limit: Int) -> String {
        guard columns > limit, limit > 0 else { return self }
        var (kept, width) = ("", 1)
        for character in self {
            width += String(character).columns
            if width > limit { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// On one line, or on two when it is longer than `limit` columns; broken at a blank where there is one.
    func brokenInTwo(at limit: Int) -> [String] {
        guard columns > limit else { return [self] }
        var (first, rest) = ("", split(separator: " ").map(String.init)[...])
        while let word = rest.first, first.columns + word.columns < limit {
            first += (first.isEmpty ? "" : " ") + word
            rest = rest.dropFirst()
        }
        return first.isEmpty ? [cut(to: limit)] : [first, rest.joined(separator: " ").cut(to: limit)]
    }

    /// Without what would steer a terminal or turn the writing round: names come from files of others.
    var harmless: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.steers }))
    }
}

extension Substring {
    /// A word in pieces of at most so many columns: Chinese is written without blanks.
    func pieces(of limit: Int) -> [Substring] {
        guard String(self).columns > limit else { return [self] }
        var (pieces, start, width) = ([Substring](), startIndex, 0)
        for place in indices {
            let columns = String(self[place]).columns
            if width + columns > limit, start < place {
                pieces.append(self[start..<place])
                (start, width) = (place, 0)
            }
            width += columns
        }
        return pieces + [self[start...]]
    }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default: isWide ? 2 : 1
        }
    }

    /// The wide and full-width blocks of Unicode's East Asian Width, told coarsely.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    fileprivate var steers: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
