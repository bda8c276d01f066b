import CPQ
import Kernel
import Storage

/// Statements are prepared once for each connection. Answers come row by row.
final class PostgresConnection: Connection {
    /// How many statements a connection remembers; at the next one it forgets all.
    private static let mostPrepared = 500

    let placeholder = Placeholder.postgres
    let begin = "BEGIN"
    let wire: PostgresWire
    private var names: [String: String] = [:]
    private var arguments = PostgresArguments()
    private var isStale = false
    /// The answer whose rows are still coming.
    private var current: PostgresAnswer?

    init(_ wire: PostgresWire) { self.wire = wire }

    var isReady: Bool { !isStale && wire.isReady }
    var isLost: Bool { isStale || wire.isLost }

    func query(_ text: String, _ arguments: [Value], _ body: (Row) throws -> Void) throws {
        try send(text, arguments, rowByRow: true)
        let answer = PostgresAnswer(to: text, on: wire)
        current = answer
        defer { answer.abandon() }
        try noting { try answer.forEach(body) }
    }

    func run(_ text: String, _ arguments: [Value]) throws -> Int {
        try send(text, arguments)
        let result = try finish(text)
        if text == "COMMIT", result?.tag != "COMMIT" { throw Outage.databaseUnavailable("it rolled the transaction back instead of committing it") }
        return result?.changed ?? 0
    }

    func script(_ text: String) throws {
        try settle()
        guard PQsendQuery(wire.handle, text) == 1 else { throw wire.refused(text) }
        _ = try finish(text)
    }

    private func send(_ text: String, _ values: [Value], rowByRow: Bool = false) throws {
        let name = try prepared(text)
        try queue(name, values, text)
        if rowByRow { PQsetSingleRowMode(wire.handle) }
        try wire.flush()
    }

    /// Gives a prepared statement to libpq, which sends it with the next flush at the latest.
    func queue(_ name: String, _ values: [Value], _ text: String) throws {
        try arguments.encode(values)
        let isQueued = arguments.withPointers { count, pointers, lengths, formats in
            PQsendQueryPrepared(wire.handle, name, count, pointers, lengths, formats, 0)
        }
        guard isQueued == 1 else { throw wire.refused(text) }
    }

    /// Reads an answer without rows to its end, which says what was done.
    private func finish(_ text: String) throws -> PostgresResult? {
        try wire.flush()
        let answer = PostgresAnswer(to: text, on: wire)
        var last: PostgresResult?
        try noting { while let result = try answer.next() { last = result } }
        return last
    }

    func prepared(_ text: String) throws -> String {
        try settle()
        if let name = names[text] { return name }
        if names.count == Self.mostPrepared {
            try script("DEALLOCATE ALL")
            names = [:]
        }
        let name = "s\(names.count)"
        guard PQsendPrepare(wire.handle, name, text, 0, nil) == 1 else { throw wire.refused(text) }
        _ = try finish(text)
        names[text] = name
        return name
    }

    /// A statement may be run for each row of another: what is still to come of that one is taken in first.
    private func settle() throws {
        try noting { try current?.takeInTheRest() }
        current = nil
    }

    /// Translates a fault, and remembers when the connection should not be used again.
    func noting<Answer>(_ work: () throws -> Answer) throws -> Answer {
        do { return try work() } catch let fault as PostgresFault {
            if fault.isStale { isStale = true }
            throw wire.isLost ? Outage.databaseUnavailable(fault.message) : fault.translated
        }
    }
}
