/// Days of birth, written as eight digits.
extension Comparison {
    static func days(_ a: Letters, _ b: Letters) -> Agreement {
        if isEqual(a, b) { return .same }
        guard a.count == 8, b.count == 8 else { return editDistance(a, b, limit: 1) <= 1 ? .oneLetter : .different }
        let wrong = a.indices.count { a[$0] != b[$0] }
        if wrong > 1, isSame(a, b, 0..<4), hasMonthAndDayExchanged(a, b) { return .swapped }
        if wrong == 1 || editDistance(a, b, limit: 1) <= 1 { return .oneLetter }
        if isSame(a, b, 0..<6) || isSame(a, b, 4..<8) || wrong == 2 { return .partly }
        return isSame(a, b, 0..<4) || wrong == 3 ? .vaguely : .different
    }

    private static func isSame(_ a: Letters, _ b: Letters, _ places: Range<Int>) -> Bool {
        for place in places where a[place] != b[place] { return false }
        return true
    }

    private static func hasMonthAndDayExchanged(_ a: Letters, _ b: Letters) -> Bool {
        a[4] == b[6] && a[5] == b[7] && a[6] == b[4] && a[7] == b[5]
    }
}
