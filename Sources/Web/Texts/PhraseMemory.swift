import Synchronization

/// Phrases that were worked out once: the calendar takes up to a tenth of a millisecond for each, and a list has fifty of them.
struct PhraseMemory<Key: Hashable & Sendable>: ~Copyable, Sendable {
    /// Beyond so many all are forgotten.
    private static var most: Int { 20_000 }
    private let known = Mutex<[Key: String]>([:])

    /// - Parameter make: tells it the first time; the same key must always tell the same.
    func phrase(_ key: Key, _ make: () -> String) -> String {
        if let phrase = known.withLock({ $0[key] }) { return phrase }
        let phrase = make()
        known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            known[key] = phrase
        }
        return phrase
    }
}
