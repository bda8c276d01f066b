import CPQ
import Kernel
import Storage

/// One connection as libpq has it, made so that nobody waits for ever: during a long silence the server is asked, on another
/// connection, whether it is still there.
final class PostgresWire {
    /// How long an answer may take before we ask.
    private static let patience = Duration.milliseconds(800)

    let handle: OpaquePointer
    private let server: PostgresServer
    private var isCutOff = false

    /// Takes over a connection that stands.
    init(_ handle: OpaquePointer, to server: PostgresServer) {
        self.handle = handle
        self.server = server
        PQsetnonblocking(handle, 1)
    }

    deinit { PQfinish(handle) }

    /// Nothing more will come through here.
    var isLost: Bool { isCutOff || PQstatus(handle) == CONNECTION_BAD }

    /// Whether a new transaction can begin here: nothing is open, and the server has not hung up meanwhile.
    var isReady: Bool {
        guard !isLost, PQtransactionStatus(handle) == PQTRANS_IDLE else { return false }
        while Readiness.of(PQsocket(handle), for: .reading, until: .now) != [] {
            guard PQconsumeInput(handle) == 1 else { return false }
            _ = PQisBusy(handle)
        }
        return !isLost
    }

    /// Ends what goes out together, and sends it.
    func mark() throws {
        guard !isCutOff, PQpipelineSync(handle) == 1 else { throw lost() }
        try flush()
    }

    /// Sends all that libpq holds, and reads meanwhile: a server that nobody listens to stops listening too.
    func flush() throws {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: if try wait(for: [.reading, .writing]).contains(.reading) { try consume() }
            default: throw lost()
            }
        }
    }

    /// The next result; nil after the last one of a statement.
    func next() throws -> PostgresResult? {
        guard !isLost else { throw lost() }
        while PQisBusy(handle) == 1 {
            _ = try wait(for: .reading)
            try consume()
        }
        return PQgetResult(handle).map(PostgresResult.init)
    }

    func consume() throws {
        guard PQconsumeInput(handle) == 1 else { throw lost() }
    }

    private func wait(for events: Readiness) throws -> Readiness {
        while !isCutOff {
            let ready = Readiness.of(PQsocket(handle), for: events, until: .now + Self.patience)
            if ready != [] { return ready }
            guard server.isAnswering else {
                isCutOff = true
                throw server.fellSilent()
            }
        }
        throw lost()
    }

    /// What to throw after a call that libpq refused.
    func refused(_ statement: String) -> any Error {
        isLost ? lost() : PostgresFault(code: "", message: lastMessage(of: handle), statement: statement)
    }

    private func lost() -> Outage {
        isCutOff = true
        let reason = lastMessage(of: handle)
        return .databaseUnavailable(reason.isEmpty ? "the connection was given up" : reason)
    }
}

/// What libpq last complained of, on one line.
func lastMessage(of handle: OpaquePointer) -> String {
    String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline).joined(separator: " ")
}
