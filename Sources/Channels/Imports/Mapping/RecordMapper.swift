import Timeline

/// Makes touchpoints of records.
protocol RecordMapper: AnyObject {
    /// No record makes more touchpoints.
    var mostPerRecord: Int { get }

    /// Appends what the record says; nothing of it when something is wrong.
    func map(_ record: Record, of reader: any RecordReader, into touchpoints: inout [NewTouchpoint]) throws(BadRow)

    /// Takes note of a record that an earlier run has taken in: what comes behind it gets the same keys as it would have then.
    func skip(_ record: Record)
}

/// Why a row cannot be a touchpoint, in a sentence.
struct BadRow: Error, Hashable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
