/// Records of people, column by column, each value kept once.
///
/// Records stand in the order of what they say, so that nothing that is found depends on the order in which they came.
package struct Roster: Sendable {
    let columns: [RosterColumn]
    /// By record: the place at which it was added.
    package let origins: [Int]

    package var count: Int { origins.count }
    package var attributes: [Attribute] { columns.map(\.attribute) }

    /// At most this many attributes are compared; further ones only help to find candidates.
    static let mostCompared = 16
}

/// One attribute of all records. Values are numbered in the order of their text.
struct RosterColumn: Sendable {
    let attribute: Attribute
    /// By record: the number of its value; -1 where there is none.
    let codes: [Int32]
    let texts: [String]
    /// By value: how many records have it.
    let counts: [Int32]
    private let scalars: [UInt32]
    private let starts: [Int32]

    init(_ attribute: Attribute, codes: [Int32], texts: [String]) {
        self.attribute = attribute
        self.codes = codes
        self.texts = texts
        var counts = [Int32](repeating: 0, count: texts.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        self.counts = counts
        var (scalars, starts): ([UInt32], [Int32]) = ([], [0])
        for text in texts {
            scalars += text.unicodeScalars.map(\.value)
            starts.append(Int32(scalars.count))
        }
        (self.scalars, self.starts) = (scalars, starts)
    }

    /// How many records have a value at all.
    var known: Int { counts.reduce(0) { $0 + Int($1) } }

    /// How two different values agree, compared as `sort`.
    func agreement(_ a: Int32, _ b: Int32, with other: RosterColumn? = nil) -> Agreement {
        let other = other ?? self
        return scalars.withUnsafeBufferPointer { mine in
            other.scalars.withUnsafeBufferPointer { theirs in
                let first = Letters(rebasing: mine[Int(starts[Int(a)])..<Int(starts[Int(a) + 1])])
                let second = Letters(rebasing: theirs[Int(other.starts[Int(b)])..<Int(other.starts[Int(b) + 1])])
                return Comparison.agreement(first, second, attribute.sort)
            }
        }
    }
}
