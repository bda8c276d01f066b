/// How well found groups agree with the true ones, over all pairs of records.
package struct LinkQuality: Hashable, Sendable {
    /// Pairs that stand together: in both, in what was found, in truth.
    package let right: Int
    package let found: Int
    package let wanted: Int

    /// The share of what was found that is right; `nil` when nothing was found.
    package var precision: Double? { found == 0 ? nil : Double(right) / Double(found) }
    /// The share of what was wanted that was found; `nil` when nothing was wanted.
    package var recall: Double? { wanted == 0 ? nil : Double(right) / Double(wanted) }
    /// The harmonic mean of both.
    package var f1: Double? { found + wanted == 0 ? nil : 2 * Double(right) / Double(found + wanted) }

    /// - Parameter truth: by record, a name of the person it belongs to.
    package init(groups: [[Int]], truth: [String]) {
        var right = 0
        for group in groups {
            let counts = Dictionary(group.map { (truth[$0], 1) }, uniquingKeysWith: +)
            right += counts.values.reduce(0) { $0 + Self.pairs($1) }
        }
        self.right = right
        found = groups.reduce(0) { $0 + Self.pairs($1.count) }
        wanted = Dictionary(truth.map { ($0, 1) }, uniquingKeysWith: +).values.reduce(0) { $0 + Self.pairs($1) }
    }

    private static func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
}
