/// A row that could not be taken in, and why, in a sentence.
package struct RejectedRow: Hashable, Sendable {
    /// Where it begins in the file, counted from 1.
    package let line: Int
    package let reason: String
    /// Its values in the order of the columns, as far as they could be told apart; at most 64 kB in all.
    package let fields: [String]

    package init(line: Int, reason: String, fields: [String]) {
        (self.line, self.reason, self.fields) = (line, reason, fields)
    }

    static let textLimit = 1 << 16
    static let tooLong = "it is longer than 1 MiB and was passed over"

    package var text: String { fields.joined(separator: ", ") }
}
