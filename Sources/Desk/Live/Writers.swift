import Kernel
import Synchronization

/// Who writes in which conversation at the moment. A browser says so again while it goes on; nobody says that it stopped.
final class Writers: Sendable {
    /// How long a word is believed: pages say it every three seconds.
    static let memory = Duration.seconds(6)

    enum Writer: Hashable, Sendable {
        /// By the id of the member of staff.
        case staff(String)
        case visitor
    }

    private let until = Mutex<[Int64: [Writer: Instant]]>([:])

    /// - Returns: whether that is news.
    func note(_ writer: Writer, in conversation: Int64, at now: Instant) -> Bool {
        until.withLock { $0[conversation, default: [:]].updateValue(now.adding(Self.memory), forKey: writer) == nil }
    }

    /// What they wrote has been sent.
    ///
    /// - Returns: whether they were writing.
    func stop(_ writer: Writer, in conversation: Int64) -> Bool {
        until.withLock { until in
            let wasWriting = until[conversation]?.removeValue(forKey: writer) != nil
            if until[conversation]?.isEmpty == true { until[conversation] = nil }
            return wasWriting
        }
    }

    func all(in conversation: Int64) -> Set<Writer> { until.withLock { Set(($0[conversation] ?? [:]).keys) } }

    func writing(in conversation: Int64, at now: Instant) -> Set<Writer> {
        until.withLock { Set(($0[conversation] ?? [:]).filter { $0.value > now }.keys) }
    }

    /// Forgets those who have stopped.
    ///
    /// - Returns: where somebody has.
    func end(at now: Instant) -> [Int64] {
        until.withLock { until in
            var changed: [Int64] = []
            for (conversation, writers) in until {
                let left = writers.filter { $0.value > now }
                guard left.count < writers.count else { continue }
                changed.append(conversation)
                until[conversation] = left.isEmpty ? nil : left
            }
            return changed
        }
    }
}
