/// One row, line or event of a file: its values in order, each with the number of its column. Reused from one to the next.
///
/// The values stand one behind the other in one run of bytes (UTF-8), each followed by the mark 0x1F; together they are what the record says.
struct Record {
    struct Field {
        let column: Int
        let start: Int
        let end: Int
        let form: Form
    }

    /// What kind of value it was written as.
    enum Form: UInt8 {
        case text
        case number
        case boolean
        /// An object or a list, as its JSON text.
        case json
    }

    /// Where it begins in the file, counted from 1.
    var line = 0
    /// Only the values that are there: an empty cell, a null or a missing key has none.
    private(set) var fields: [Field] = []
    private(set) var bytes: [UInt8]
    private(set) var count = 0

    /// No row may be longer.
    static let limit = 1 << 20

    init() { bytes = [UInt8](repeating: 0, count: Self.limit + 64) }

    mutating func begin(line: Int) {
        self.line = line
        count = 0
        fields.removeAll(keepingCapacity: true)
    }

    /// All that the record says.
    func withContent<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }

    func with<Result>(_ field: Field, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[field.start..<field.end])) }
    }

    func text(_ field: Field) -> String { with(field) { String(decoding: $0, as: UTF8.self) } }
}

extension Record {
    static let mark: UInt8 = 0x1F

    /// Writes values straight into the record's bytes: `body` gets all of them and the place to go on at, and returns the next place.
    @inline(__always)
    mutating func write(_ body: (UnsafeMutableBufferPointer<UInt8>, Int, inout [Field]) -> Int) {
        count = bytes.withUnsafeMutableBufferPointer { body($0, count, &fields) }
    }

    /// Adds a value. False when the record has become too long.
    mutating func append(_ value: some Collection<UInt8>, column: Int, form: Form = .text) -> Bool {
        let end = count + value.count
        guard end < Self.limit else { return false }
        bytes.replaceSubrange(count..<end, with: value)
        bytes[end] = Self.mark
        if end > count { fields.append(Field(column: column, start: count, end: end, form: form)) }
        count = end + 1
        return true
    }

    /// Forgets the value of a column; what it said stays in the content.
    mutating func remove(column: Int) { fields.removeAll { $0.column == column } }
}
