import Synchronization

/// How many connections and event streams each address holds.
final class ConnectionCount: Sendable {
    enum Kind { case connection, stream }

    private struct Counts {
        var connections: [String: Int] = [:]
        var streams: [String: Int] = [:]
        var total = 0
    }
    private let counts = Mutex(Counts())

    var total: Int { counts.withLock { $0.total } }

    /// Whether there is room for one more connection; if so it is counted.
    func enter(_ address: String, _ limits: ConnectionLimits) -> Bool {
        counts.withLock { counts in
            let held = counts.connections[address, default: 0]
            guard counts.total < limits.total, held < limits.perAddress || limits.exempt.contains(address) else { return false }
            counts.connections[address] = held + 1
            counts.total += 1
            return true
        }
    }

    /// A connection turns into an event stream, if there is room for one more.
    func becomeStream(_ address: String, _ limits: ConnectionLimits) -> Bool {
        counts.withLock { counts in
            let held = counts.streams[address, default: 0]
            guard held < limits.streamsPerAddress || limits.exempt.contains(address) else { return false }
            Self.decrease(&counts.connections, address)
            counts.streams[address] = held + 1
            return true
        }
    }

    func leave(_ address: String, _ kind: Kind) {
        counts.withLock { counts in
            counts.total -= 1
            if kind == .stream { Self.decrease(&counts.streams, address) } else { Self.decrease(&counts.connections, address) }
        }
    }

    private static func decrease(_ counts: inout [String: Int], _ address: String) {
        let left = counts[address, default: 1] - 1
        counts[address] = left > 0 ? left : nil
    }
}
