/// The records of a file as rows of text, whatever its format, for whoever wants them as they are.
package struct FileTable {
    package let columns: [String]
    /// By record and column; `nil` where there is nothing.
    package let rows: [[String?]]
    /// How many records could not be read, and the first of them with its reason.
    package let badRows: Int
    package let firstBadRow: RejectedRow?

    /// Reads all of it into memory: for files of people, not of events.
    package init(path: String, options: ImportOptions = ImportOptions()) throws {
        let head = try RawBytes(path: path, head: []).read(upTo: Self.headLength + 1)
        let sample = try ImportSample(of: head, isCut: head.count > Self.headLength, name: path, options: options)
        let source = try ByteSource(path: path, head: path == "-" ? head : [])
        let reader = try sample.format.reader(of: source, encoding: sample.encoding, hasHeader: options.hasHeader)
        var (rows, record): ([[String?]], Record) = ([], Record())
        var (badRows, firstBadRow): (Int, RejectedRow?) = (0, nil)
        reading: while true {
            switch try reader.next(&record) {
            case .end: break reading
            case .bad(let row): (badRows, firstBadRow) = (badRows + 1, firstBadRow ?? row)
            case .record: rows.append(Self.row(of: record, width: reader.columnCount))
            }
        }
        (columns, self.rows, self.badRows, self.firstBadRow) = (reader.columns, rows, badRows, firstBadRow)
    }

    private static func row(of record: Record, width: Int) -> [String?] {
        var row = [String?](repeating: nil, count: width)
        for field in record.fields { row[field.column] = record.text(field) }
        return row
    }

    /// The values of a column that are there.
    package func values(of column: Int) -> [String] { rows.compactMap { $0.count > column ? $0[column] : nil } }

    private static let headLength = 1 << 20
}
