import CPQ
import Kernel
import Synchronization

/// Where the server is, and whether it answered of late.
final class PostgresServer: Sendable {
    /// How long a new connection may take, from the first packet to the end of the greeting. Names are looked up before that.
    private static let patience = Duration.milliseconds(1_800)
    /// How long the server may take to give any sign of life.
    private static let patienceForASign = Duration.seconds(1)
    /// After a silence callers are refused for this long without asking again: those who waited meanwhile have waited enough.
    private static let quiet = Duration.milliseconds(500)

    private let url: String
    private let quietUntil = Mutex(ContinuousClock.now)

    init(url: String) throws {
        guard let options = PQconninfoParse(url, nil), url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            // What libpq has to say would repeat the address, and the password with it.
            throw Failure.invalid("database", "must be an address like postgresql://user@host:5432/name")
        }
        PQconninfoFree(options)
        self.url = url
    }

    /// - Throws: `Outage.databaseUnavailable` when the server refuses, or does not answer in time.
    func connect() throws -> PostgresWire {
        guard ContinuousClock.now >= quietUntil.withLock({ $0 }) else { throw Self.silence }
        let attempt = try start()
        switch follow(attempt, for: Self.patience) {
        case .connected: return PostgresWire(attempt, to: self)
        case .refused:
            defer { PQfinish(attempt) }
            throw Outage.databaseUnavailable(lastMessage(of: attempt))
        case .silent:
            PQfinish(attempt)
            throw fellSilent()
        }
    }

    /// Whether anybody is at the other end. Any answer counts, a refusal too.
    var isAnswering: Bool {
        guard let attempt = try? start() else { return true }  // Nothing was sent, so nothing was learnt about the server.
        defer { PQfinish(attempt) }
        return follow(attempt, for: Self.patienceForASign) != .silent
    }

    /// What to throw at those who waited in vain.
    func fellSilent() -> Outage {
        quietUntil.withLock { $0 = .now + Self.quiet }
        return Self.silence
    }

    private static let silence = Outage.databaseUnavailable("the server does not answer")

    /// Begins to connect. What stands before the address is a default that the address can overrule.
    private func start() throws -> OpaquePointer {
        let parameters = [
            ("fallback_application_name", "throughline"), ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "5000"), ("dbname", url), ("client_encoding", "UTF8"),
        ]
        let attempt = withCStrings(parameters.map(\.0)) { names in
            withCStrings(parameters.map(\.1)) { values in PQconnectStartParams(names, values, 1) }
        }
        guard let attempt else { throw Outage.databaseUnavailable("there is no memory for a connection") }
        return attempt
    }

    private enum Outcome { case connected, refused, silent }

    private func follow(_ attempt: OpaquePointer, for patience: Duration) -> Outcome {
        let deadline = ContinuousClock.now + patience
        PQsetNoticeProcessor(attempt, { _, _ in }, nil)
        guard PQstatus(attempt) != CONNECTION_BAD else { return .refused }
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { return .refused }
            let event = state == PGRES_POLLING_READING ? Readiness.reading : .writing
            guard Readiness.of(PQsocket(attempt), for: event, until: deadline) != [] else { return .silent }
            state = PQconnectPoll(attempt)
        }
        return .connected
    }
}

/// The array of C strings, closed by a null, that libpq asks for.
private func withCStrings<Answer>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Answer) -> Answer {
    var bytes: [CChar] = []
    let starts = strings.map { string in
        defer { bytes += string.utf8CString }
        return bytes.count
    }
    return bytes.withUnsafeBufferPointer { bytes in
        var pointers = starts.map { bytes.baseAddress?.advanced(by: $0) }
        pointers.append(nil)
        return body(pointers)
    }
}
