/// Compares records of a roster.
struct PairComparer: Sendable {
    /// What is compared; whole names only help to find candidates, since given and family names say the same.
    let columns: [RosterColumn]
    private let given: Int?
    private let family: Int?

    init(_ roster: Roster) {
        columns = Array(roster.columns.filter { $0.attribute.sort != .fullName }.prefix(Roster.mostCompared))
        given = columns.firstIndex { $0.attribute.sort == .givenName }
        family = columns.firstIndex { $0.attribute.sort == .familyName }
    }

    func pattern(_ a: Int, _ b: Int) -> PairPattern {
        var pattern = PairPattern()
        for (index, column) in columns.enumerated() {
            let (one, other) = (column.codes[a], column.codes[b])
            if one >= 0, other >= 0 { pattern[index] = one == other ? .same : column.agreement(one, other) }
        }
        if let given, let family, !isLike(pattern[given]), !isLike(pattern[family]), hasNamesExchanged(a, b, given, family) {
            pattern[given] = nil
            pattern[family] = .swapped
        }
        return pattern
    }

    private func isLike(_ agreement: Agreement?) -> Bool { agreement.map { $0.rawValue <= Agreement.similar.rawValue } ?? false }

    /// Whether the given name of one is the family name of the other: both ways, or one way where the second name is missing.
    private func hasNamesExchanged(_ a: Int, _ b: Int, _ given: Int, _ family: Int) -> Bool {
        let forth = crossed(a, b, given, family)
        guard forth != .different else { return false }
        let back = crossed(b, a, given, family)
        return back != .different && (forth == .same || back == .same)
    }

    /// The given name of `a` beside the family name of `b`: the same or one letter apart, unknown, or different.
    private func crossed(_ a: Int, _ b: Int, _ given: Int, _ family: Int) -> Agreement? {
        let (one, other) = (columns[given].codes[a], columns[family].codes[b])
        guard one >= 0, other >= 0 else { return nil }
        let agreement = columns[given].agreement(one, other, with: columns[family])
        return agreement.rawValue <= Agreement.oneLetter.rawValue ? agreement : .different
    }
}
