import CPQ
import Kernel
import Storage

/// What `Storage` asks of a connection. Answers come row by row.
final class PostgresConnection: Connection {
    /// How many statements are on their way before we wait for the server to have done them.
    private static let mostOnTheirWay = 1_000
    private static let mostRowsAtOnce = 256
    private static let mostInsertionsOnTheirWay = 16

    /// Servers of one installation write one after the other, as the bodies of one server do: nobody waits for somebody who waits for
    /// them, and the next free number is everybody's. Held until the commit.
    private static let turn = "SELECT pg_advisory_xact_lock(1953000812, hashtext(current_schema()))"

    let placeholder = Placeholder.postgres
    let begin = "BEGIN"
    /// It saves a way to the server and back.
    let answersChangesDearly = false
    private let pipeline: PostgresPipeline
    private var isStale = false

    init(_ wire: PostgresWire) { pipeline = PostgresPipeline(wire) }

    /// Whether a new transaction can begin here.
    var isReady: Bool { !isStale && pipeline.isReady }
    /// Whether this connection should not be used any more.
    var isLost: Bool { isStale || pipeline.wire.isLost }

    func query(_ text: String, _ arguments: [Value], _ body: (Row) throws -> Void) throws {
        try noting {
            let answer = try pipeline.send(text, arguments)
            defer { answer.abandon() }
            try answer.forEach(body)
        }
    }

    func run(_ text: String, _ arguments: [Value]) throws -> Int {
        try noting {
            guard !mayWait(text) else {
                try pipeline.sendWithTheNext(text)
                if text == begin { try pipeline.sendWithTheNext(Self.turn) }
                return 0
            }
            let result = try pipeline.send(text, arguments).last()
            guard text != "COMMIT" || result?.tag == "COMMIT" else { throw Outage.databaseUnavailable("it did not commit, but rolled back") }
            return result?.changed ?? 0
        }
    }

    func run(_ text: String, each arguments: [[Value]]) throws -> [Int] {
        var counts: [Int] = []
        counts.reserveCapacity(arguments.count)
        for start in stride(from: 0, to: arguments.count, by: Self.mostOnTheirWay) {
            let some = arguments[start..<min(start + Self.mostOnTheirWay, arguments.count)]
            try noting { try pipeline.send(some.map { (text, $0) }) { counts.append($0.changed) } }
        }
        return counts
    }

    /// Many at once: each statement costs the server more than a row does. Lengths are powers of two, so that few statements are prepared.
    func insert(_ rows: NewRows, _ insertion: Insertion) throws -> [Bool] {
        var taken: Set<Int64> = []
        var rest = 0..<rows.count
        while !rest.isEmpty {
            var statements: [(text: String, values: [Value])] = []
            while !rest.isEmpty, statements.count < Self.mostInsertionsOnTheirWay {
                let some = rest.prefix(min(Self.mostRowsAtOnce, 1 << (Int.bitWidth - 1 - rest.count.leadingZeroBitCount)))
                rest = rest.dropFirst(some.count)
                statements.append((insertion.text(rows: some.count, placeholder, .answering), some.flatMap { rows[$0] }))
            }
            try noting {
                try pipeline.send(statements) { result in
                    for row in result.rows(Columns(result.names), result.types) { taken.insert(try row.get(at: 0)) }
                }
            }
        }
        return (0..<rows.count).map { taken.contains(rows.number(of: $0)) }
    }

    func script(_ text: String) throws {
        try noting { try pipeline.script(text) }
    }

    /// A transaction or a savepoint begins, and a savepoint ends, without anybody waiting for it: nothing can go wrong there.
    private func mayWait(_ text: String) -> Bool {
        guard text.hasPrefix("BEGIN") || text.hasPrefix("SAVEPOINT") || text.hasPrefix("RELEASE") else { return false }
        return PQtransactionStatus(pipeline.wire.handle) != PQTRANS_INERROR
    }

    /// Translates a fault, and remembers when the connection should not be used again.
    private func noting<Answer>(_ work: () throws -> Answer) throws -> Answer {
        do { return try work() } catch let fault as PostgresFault {
            if fault.isStale { isStale = true }
            throw pipeline.wire.isLost ? Outage.databaseUnavailable(fault.message) : fault.translated
        }
    }
}
