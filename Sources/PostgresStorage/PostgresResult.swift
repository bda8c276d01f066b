import CPQ
import Storage

/// One result as libpq has it: a row, an end, or a fault.
final class PostgresResult {
    private let handle: OpaquePointer
    init(_ handle: OpaquePointer) { self.handle = handle }
    deinit { PQclear(handle) }

    var status: ExecStatusType { PQresultStatus(handle) }
    var rowCount: Int32 { PQntuples(handle) }

    /// How many rows a statement that changes some has changed.
    var changed: Int {
        guard !tag.hasPrefix("SELECT") else { return 0 }
        return Int(String(cString: PQcmdTuples(handle))) ?? 0
    }

    /// What was done, in the server's words: `INSERT 0 1`, `COMMIT`.
    var tag: String { String(cString: PQcmdStatus(handle)) }

    func fault(_ statement: String) -> PostgresFault? {
        guard status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE else { return nil }
        return PostgresFault(code: field(Int32(UInt8(ascii: "C"))), message: field(Int32(UInt8(ascii: "M"))), statement: statement)
    }

    private func field(_ code: Int32) -> String {
        PQresultErrorField(handle, code).map { String(cString: $0) } ?? ""
    }
}

// MARK: - Rows

extension PostgresResult {
    var names: [String] { (0..<PQnfields(handle)).map { String(cString: PQfname(handle, $0)) } }
    var types: [PostgresType] { (0..<PQnfields(handle)).map { PostgresType(PQftype(handle, $0)) } }

    func rows(_ columns: Columns, _ types: [PostgresType]) -> [Row] {
        (0..<rowCount).map { Row(columns: columns, values: values(types, row: $0)) }
    }

    private func values(_ types: [PostgresType], row: Int32) -> [Value] {
        types.indices.map { place in
            let column = Int32(place)
            guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
            let text = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
            return types[place].value(of: text)
        }
    }
}
