import CPQ
import Storage

/// What the server answers up to the mark, result by result, as it comes.
///
/// After a fault the server skips everything up to the mark, and so do we before the fault is thrown.
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
        while let some = result {
            for row in some.rows(columns, types) { try body(row) }
            result = try next()
        }
    }

    /// The last result of the last statement, which says what was done.
    func last() throws -> PostgresResult? {
        var last: PostgresResult?
        while let result = try next() { last = result }
        return last
    }

    /// The last result of the next of several statements.
    func ofOneStatement() throws -> PostgresResult? {
        var last: PostgresResult?
        while let result = try receive() { last = result }
        return last
    }

    /// Takes what is still to come into memory, so that another statement finds the line free.
    func takeInTheRest() throws {
        while isComing { if let result = try receive() { takenIn.append(result) } else { try end() } }
    }

    /// Reads up to the mark what nobody wants to know.
    func end() throws {
        isComing = false
        while try wire.next()?.status != PGRES_PIPELINE_SYNC {}
    }

    /// As `end`, when something else went wrong already.
    func abandon() {
        takenIn = []
        if isComing { try? end() }  // A connection that is lost is found by whoever uses it next.
    }

    /// The next result of the last statement; nil after all of them.
    private func next() throws -> PostgresResult? {
        if let result = takenIn.popFirst() { return result }
        guard isComing else { return nil }
        if let result = try receive() { return result }
        try end()
        return nil
    }

    /// The next result of a statement; nil after its last.
    private func receive() throws -> PostgresResult? {
        guard let result = try wire.next() else { return nil }
        guard let fault = result.fault(text) else { return result }
        try end()
        throw fault
    }
}
