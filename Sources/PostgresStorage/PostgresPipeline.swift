import CPQ
import Storage

/// A connection in libpq's pipeline mode: statements go out together, a mark after them, and their answers end with that mark.
/// Each statement is prepared once.
final class PostgresPipeline {
    /// How many statements are remembered; at the next one all are forgotten.
    private static let mostPrepared = 500

    let wire: PostgresWire
    private var names: [String: String] = [:]
    private var arguments = PostgresArguments()
    private let noArguments = PostgresArguments()
    /// Statements that travel with the next one.
    private var waiting: [(name: String, text: String)] = []
    /// The answer whose rows are still coming.
    private var current: PostgresAnswer?

    init(_ wire: PostgresWire) {
        self.wire = wire
        PQenterPipelineMode(wire.handle)
    }

    var isReady: Bool { waiting.isEmpty && wire.isReady }

    /// Sends a statement whose rows will be asked for one by one.
    func send(_ text: String, _ values: [Value]) throws -> PostgresAnswer {
        let name = try prepared(text)
        try arguments.encode(values)
        let answer = try trip(text) { try queue(name, text, arguments) }
        PQsetSingleRowMode(wire.handle)
        current = answer
        return answer
    }

    /// Sends statements together; `body` is given what each did, in order.
    func send(_ statements: [(text: String, values: [Value])], _ body: (PostgresResult) throws -> Void) throws {
        guard let first = statements.first else { return }
        // Making room for one may have forgotten those before it: then they are prepared once more.
        for statement in statements { _ = try prepared(statement.text) }
        let names = try statements.map { try prepared($0.text) }
        let answer = try trip(first.text) {
            for (statement, name) in zip(statements, names) {
                try arguments.encode(statement.values)
                try queue(name, statement.text, arguments)
            }
        }
        defer { answer.abandon() }
        for _ in statements { if let result = try answer.ofOneStatement() { try body(result) } }
        try answer.end()
    }

    func sendWithTheNext(_ text: String) throws {
        waiting.append((try prepared(text), text))
    }

    /// Several statements in one text: those are not for a pipeline.
    func script(_ text: String) throws {
        try trip(text) {}.end()
        PQexitPipelineMode(wire.handle)
        defer { PQenterPipelineMode(wire.handle) }
        guard PQsendQuery(wire.handle, text) == 1 else { throw wire.refused(text) }
        try wire.flush()
        var fault: PostgresFault?
        while let result = try wire.next() { fault = fault ?? result.fault(text) }
        if let fault { throw fault }
    }

    private func prepared(_ text: String) throws -> String {
        if let name = names[text] { return name }
        if names.count == Self.mostPrepared {
            try script("DEALLOCATE ALL")
            names = [:]
        }
        let name = "s\(names.count)"
        let answer = try trip(text) { guard PQsendPrepare(wire.handle, name, text, 0, nil) == 1 else { throw wire.refused(text) } }
        _ = try answer.last()
        names[text] = name
        return name
    }

    /// Sends what waits, what `queue` adds, and the mark; returns the answer to the second.
    private func trip(_ text: String, _ queue: () throws -> Void) throws -> PostgresAnswer {
        // A statement may be run for each row of another: what is still to come of that one is taken in first.
        try current?.takeInTheRest()
        current = nil
        let ahead = waiting
        waiting = []
        let queued = Result {
            for (name, text) in ahead { try self.queue(name, text, noArguments) }
            try queue()
        }
        try wire.mark()
        let answer = PostgresAnswer(to: text, on: wire)
        for _ in ahead { _ = try answer.ofOneStatement() }
        if case .failure = queued { answer.abandon() }
        try queued.get()
        return answer
    }

    private func queue(_ name: String, _ text: String, _ arguments: PostgresArguments) throws {
        let isQueued = arguments.withPointers { count, pointers, lengths, formats in
            PQsendQueryPrepared(wire.handle, name, count, pointers, lengths, formats, 0)
        }
        guard isQueued == 1 else { throw wire.refused(text) }
    }
}
