/// How two values of an attribute agree.
enum Comparison {
    static func agreement(_ a: Letters, _ b: Letters, _ sort: Attribute.Sort) -> Agreement {
        switch sort {
        case .givenName, .familyName, .fullName: names(a, b)
        case .birthDate: days(a, b)
        case .email: emails(a, b)
        case .phone: phones(a, b)
        case .postcode: postcodes(a, b)
        case .code: codes(a, b)
        case .category: isEqual(a, b) ? .same : .different
        case .place, .street, .company, .occupation, .text: texts(a, b)
        }
    }

    /// Distance one counts from three letters on, two from six.
    static func names(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        let distance = editDistance(a, b, limit: 2)
        if distance <= 1, short.count >= 3 { return .oneLetter }
        if beginning(short, of: long), short.count >= 3 || short.count == 1 { return .shortened }
        let likeness = jaroWinkler(a, b)
        if likeness >= 0.9 || (distance <= 2 && short.count >= 6) { return .similar }
        return likeness >= 0.8 ? .vaguely : .different
    }

    static func texts(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        let short = min(a.count, b.count)
        let distance = editDistance(a, b, limit: 2)
        if distance <= 1, short >= 4 { return .oneLetter }
        let likeness = jaroWinkler(a, b)
        if likeness >= 0.9 || (distance <= 2 && short >= 6) { return .similar }
        if shareWord(a, b) { return .partly }
        return likeness >= 0.8 ? .vaguely : .different
    }

    /// The first half is the district in most countries.
    static func postcodes(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        if editDistance(a, b, limit: 1) <= 1 { return .oneLetter }
        return 2 * commonBeginning(a, b) >= max(a.count, b.count) ? .partly : .different
    }

    static func codes(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        let distance = editDistance(a, b, limit: 2)
        if distance <= 1, min(a.count, b.count) >= 5 { return .oneLetter }
        return distance <= 2 && min(a.count, b.count) >= 7 ? .similar : .different
    }

    /// The last seven digits are the same number with and without its country or area.
    static func phones(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        if min(a.count, b.count) >= 7, isEqual(suffix(a, 7), suffix(b, 7)) { return .partly }
        return min(a.count, b.count) >= 7 && editDistance(a, b, limit: 1) <= 1 ? .oneLetter : .different
    }

    /// A shared mailbox of a company is shared by its domain alone: that is a weak likeness.
    static func emails(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        let distance = editDistance(a, b, limit: 2)
        if distance <= 1 { return .oneLetter }
        let (local, otherLocal) = (localPart(a), localPart(b))
        if isEqual(local, otherLocal) { return local.count >= 4 ? .partly : .vaguely }
        if distance <= 2 || jaroWinkler(a, b) >= 0.92 { return .similar }
        return jaroWinkler(local, otherLocal) >= 0.9 ? .vaguely : .different
    }
}

// MARK: - Letters

extension Comparison {
    static func isEqual(_ a: Letters, _ b: Letters) -> Bool {
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }

    static func commonBeginning(_ a: Letters, _ b: Letters) -> Int {
        var length = 0
        while length < a.count, length < b.count, a[length] == b[length] { length += 1 }
        return length
    }

    private static func beginning(_ short: Letters, of long: Letters) -> Bool { commonBeginning(short, long) == short.count }

    private static func suffix(_ a: Letters, _ length: Int) -> Letters { Letters(rebasing: a[(a.count - length)...]) }

    private static func localPart(_ a: Letters) -> Letters {
        Letters(rebasing: a[..<(a.firstIndex(of: UInt32(UInt8(ascii: "@"))) ?? a.count)])
    }

    /// A word of three letters or more.
    private static func shareWord(_ a: Letters, _ b: Letters) -> Bool {
        let blank = UInt32(UInt8(ascii: " "))
        for word in a.split(separator: blank) where word.count >= 3 {
            for other in b.split(separator: blank) where isEqual(Letters(rebasing: word), Letters(rebasing: other)) { return true }
        }
        return false
    }
}
