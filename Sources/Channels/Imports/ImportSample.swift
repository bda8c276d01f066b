import Kernel

/// The first records of a file, column by column: what guesses are made from.
struct ImportSample {
    let name: String
    let format: FileFormat
    let encoding: TextEncoding
    private(set) var columns: [String] = []
    /// By column: the values that are there, in the order of the file, each cut to 200 bytes.
    private(set) var values: [[String]] = []
    /// By column: of which record each of these values is, counted from 1.
    private var records: [[Int]] = []
    private(set) var count = 0
    /// The first record that could not be read.
    private(set) var fault: RejectedRow?
    /// Where and why the file breaks off, if it does so early.
    private(set) var damage: Failure?
    /// Whether the first row names the columns, in a format where it may.
    private(set) var hasHeader = true

    private static let recordLimit = 20_000
    private static let valueLimit = 200_000

    init(of head: [UInt8], isCut: Bool, name: String, options: ImportOptions) throws {
        self.name = name
        let text = try ByteSource(name: name, head: head, isCut: isCut).read(upTo: 1 << 18)
        guard !text.isEmpty else { throw Failure.invalid(name, "is empty: there is nothing to import.") }
        encoding = options.encoding ?? .guessed(from: text)
        if encoding.unit == 1, let advice = ForeignFile.advice(for: text) { throw Failure.invalid(name, advice) }
        let beginning = try TextStream(ByteSource(name: name, head: text, isCut: true), encoding: encoding)
        format = options.format ?? .guessed(from: beginning.bytes[beginning.start..<beginning.end])
        try read(ByteSource(name: name, head: head, isCut: isCut), options)
    }

    private mutating func read(_ source: ByteSource, _ options: ImportOptions) throws {
        let reader = try format.reader(of: source, encoding: encoding, hasHeader: options.hasHeader)
        do {
            try take(from: reader)
        } catch let failure as Failure {
            // A document that breaks off can be read up to there.
            guard reader.recordsRead > 0 else { throw failure }
            damage = failure
        }
        damage = (damage ?? source.damage).map(withoutFolder)
        columns = reader.columns
        addColumns()
        count = reader.recordsRead
        hasHeader = (reader as? DelimitedReader)?.hasHeader ?? true
    }

    /// Where the file lies need not be known to whoever reads of its damage.
    private func withoutFolder(_ failure: Failure) -> Failure {
        guard let slash = name.lastIndex(of: "/"), case .invalid(let field, let reason) = failure else { return failure }
        return .invalid(field.replacing(name[...slash], with: ""), reason.replacing(name[...slash], with: ""))
    }

    private mutating func take(from reader: any RecordReader) throws {
        var record = Record()
        var room = Self.valueLimit
        while reader.recordsRead < Self.recordLimit, room > 0 {
            switch try reader.next(&record) {
            case .end: return
            case .bad(let row): fault = fault ?? row
            case .record:
                columns = reader.columns
                add(record, number: reader.recordsRead)
                room -= record.fields.count
            }
        }
    }

    private mutating func addColumns() {
        values += Array(repeating: [], count: columns.count - values.count)
        records += Array(repeating: [], count: columns.count - records.count)
    }

    private mutating func add(_ record: Record, number: Int) {
        addColumns()
        for field in record.fields {
            records[field.column].append(number)
            values[field.column].append(String(decoding: record.bytes[field.start..<min(field.end, field.start + 200)], as: UTF8.self))
        }
    }
}

extension ImportSample {
    func recipe(_ meaning: ImportRecipe.Meaning, _ options: ImportOptions) -> ImportRecipe {
        ImportRecipe(
            format: format, encoding: encoding, hasHeader: options.hasHeader, timeZone: options.timeZone, dayFirst: options.dayFirst, meaning: meaning
        )
    }

    func values(of column: String) -> [String] {
        columns.firstIndex(of: column).map { values[$0] } ?? []
    }

    /// The values of a column by the record they stand in.
    func valuesByRecord(of column: String) -> [Int: String] {
        guard let place = columns.firstIndex(of: column) else { return [:] }
        return Dictionary(zip(records[place], values[place]), uniquingKeysWith: { first, _ in first })
    }

    /// Up to three values that differ.
    func examples(of column: Int) -> [String] {
        var found: [String] = []
        for value in values[column] where !found.contains(value) && found.count < 3 { found.append(value) }
        return found
    }
}
