/// What a file of records is read by, whatever its format.
protocol RecordReader: AnyObject {
    /// The names of the columns known so far; a format without a header finds more on its way.
    var columns: [String] { get }
    var columnCount: Int { get }
    var source: ByteSource { get }
    /// Good and bad ones, without header and blank lines.
    var recordsRead: Int { get }

    /// Reads the next record into `record`, or tells what is wrong with it, or that there is none.
    func next(_ record: inout Record) throws -> Reading

    /// The record just read, as it is listed when it is rejected.
    func values(of record: Record) -> [String]
}

enum Reading {
    case record
    case bad(RejectedRow)
    case end
}
