import CPQ
import Kernel
import Storage

/// Arguments in the form libpq takes them: text closed by a zero, or bytes with their length. Kept between statements for its memory.
struct PostgresArguments {
    private var bytes: [UInt8] = []
    /// Where each argument begins; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// - Throws: `Failure.invalid` for a text with U+0000, which PostgreSQL cannot keep and C would cut off there.
    mutating func encode(_ values: [Value]) throws {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for value in values { try append(value) }
    }

    private mutating func append(_ value: Value) throws {
        let start = bytes.count
        switch value {
        case .null: break
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .real(let real): bytes.append(contentsOf: real.description.utf8)
        case .text(let text): bytes.append(contentsOf: try text.storable().utf8)
        case .bytes(let raw): bytes.append(contentsOf: raw)
        }
        starts.append(value == .null ? nil : start)
        lengths.append(Int32(bytes.count - start))
        if case .bytes = value { formats.append(1) } else { formats.append(0) }
        bytes.append(0)
    }

    /// Hands the arguments to one of libpq's `…Prepared` calls.
    func withPointers<Answer>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Answer
    ) -> Answer {
        bytes.withUnsafeBytes { bytes in
            let first = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in start.flatMap { first?.advanced(by: $0) } }
            return body(Int32(starts.count), pointers, lengths, formats)
        }
    }
}
