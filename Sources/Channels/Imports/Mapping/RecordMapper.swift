import Timeline

/// Makes touchpoints of records.
protocol RecordMapper: AnyObject {
    /// No record makes more touchpoints.
    var mostPerRecord: Int { get }

    /// What stood where an identifier should and names nobody, beside others that name somebody.
    var nameless: Nameless { get }

    /// Appends what the record says; nothing of it when something is wrong.
    func map(_ record: Record, of reader: any RecordReader, into touchpoints: inout [NewTouchpoint]) throws(BadRow)

    /// Takes note of a record that an earlier run has taken in: what comes behind it gets the same keys as it would have then.
    func skip(_ record: Record)
}

extension RecordMapper {
    var nameless: Nameless { Nameless() }
}

/// Values that were left out because they name nobody: an address without an @, say. Words for nothing, as “n/a”, are none of them.
package struct Nameless: Hashable, Sendable {
    package private(set) var count = 0
    /// The first of them, and its column.
    package private(set) var value = ""
    package private(set) var column = ""

    package init() {}

    mutating func add(_ value: String, in column: String) {
        if count == 0 { (self.value, self.column) = (value, column) }
        count += 1
    }
}

/// Why a row cannot be a touchpoint, in a sentence.
struct BadRow: Error, Hashable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
