import Dispatch
import Storage
import Synchronization

/// Holds a database's writer, so that what is written meanwhile has to wait.
final class Gate: Sendable {
    private let opening = DispatchSemaphore(value: 0)
    private let arrivals = AsyncStream.makeStream(of: Void.self)

    /// Returns once the writer stands at the gate; the task ends after `open()`.
    static func holding(_ database: any Database) async -> (gate: Gate, held: Task<Void, any Error>) {
        let gate = Gate()
        let held = Task { try await database.write { _ in gate.wait() } }
        await gate.arrival()
        return (gate, held)
    }

    func open() { opening.signal() }

    /// Called on the thread of the database, which then stands still.
    func wait() {
        arrivals.continuation.yield()
        opening.wait()
    }

    func arrival() async {
        var arriving = arrivals.stream.makeAsyncIterator()
        await arriving.next()
    }
}

/// Counts from many places.
final class Tally: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }

    @discardableResult func add() -> Int {
        number.withLock {
            $0 += 1
            return $0
        }
    }
}
