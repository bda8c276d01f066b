import CPQ
import Storage

/// What the server answers to one statement, result by result, as it comes.
final class PostgresAnswer {
    private let text: String
    private let wire: PostgresWire
    private var takenIn: ArraySlice<PostgresResult> = []
    private var isComing = true

    init(to text: String, on wire: PostgresWire) {
        self.text = text
        self.wire = wire
    }

    func forEach(_ body: (Row) throws -> Void) throws {
        guard let first = try next() else { return }
        let (columns, types) = (Columns(first.names), first.types)
        var result: PostgresResult? = first
        while let rows = result {
            for row in 0..<rows.rowCount { try body(Row(columns: columns, values: rows.values(types, row: row))) }
            result = try next()
        }
    }

    /// The next result; nil after the last. A fault is thrown once everything behind it has been read.
    func next() throws -> PostgresResult? { try takenIn.popFirst() ?? receive() }

    func takeInTheRest() throws {
        while let result = try receive() { takenIn.append(result) }
    }

    /// Reads what nobody wants any more, so that the next statement finds the line free.
    func abandon() {
        takenIn = []
        // A fault among it is of no interest any more; a lost connection is found by whoever uses it next.
        while isComing { _ = try? receive() }
    }

    private func receive() throws -> PostgresResult? {
        guard isComing else { return nil }
        isComing = false
        guard let result = try wire.next() else { return nil }
        if let fault = result.fault(text) {
            while try wire.next() != nil {}
            throw fault
        }
        isComing = true
        return result
    }
}
