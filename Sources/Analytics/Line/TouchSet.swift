/// Touches by their positions: a bit for each position up to the last.
package struct TouchSet: Hashable, Sendable {
    private var words: [UInt64] = []

    package init(_ positions: some Sequence<Int64> = []) {
        for position in positions { insert(position) }
    }

    /// - Parameter position: not negative.
    package mutating func insert(_ position: Int64) {
        let word = Int(position >> 6)
        if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(position & 63)
    }

    package func contains(_ position: Int64) -> Bool {
        let word = Int(position >> 6)
        return word < words.count && words[word] >> UInt64(position & 63) & 1 == 1
    }
}
