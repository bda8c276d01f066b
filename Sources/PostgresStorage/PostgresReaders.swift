import Dispatch
import Kernel
import Storage
import Synchronization

/// The connections that read, each with a thread of its own. Who finds none free waits in line.
final class PostgresReaders: Sendable {
    /// How many may wait; a further one is refused with `Outage.overloaded`.
    private static let mostWaiting = 10_000

    private struct Reader: Sendable {
        let line: PostgresLine
        let thread: DispatchQueue
    }

    private struct Queue {
        var waiting: [@Sendable (PostgresLine) -> Void] = []
        var idle: [Reader]
    }

    private let all: [Reader]
    private let queue: Mutex<Queue>

    init(count: Int, server: PostgresServer) {
        all = (0..<count).map { Reader(line: PostgresLine(to: server, for: .reading), thread: DispatchQueue(label: "throughline.reader.\($0)")) }
        queue = Mutex(Queue(idle: all))
    }

    func read<Answer: Sendable>(_ body: @escaping @Sendable (Session) throws -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let isAdmitted = enqueue { line in line.read(body) { continuation.resume(with: $0) } }
            if !isAdmitted { continuation.resume(throwing: Outage.overloaded) }
        }
    }

    /// Returns when all that was waiting has been answered, and every connection is closed.
    func close() async {
        for reader in all {
            await withCheckedContinuation { continuation in reader.thread.async { continuation.resume() } }
            reader.line.close()
        }
    }

    private func enqueue(_ job: @escaping @Sendable (PostgresLine) -> Void) -> Bool {
        let (isAdmitted, reader) = queue.withLock { queue -> (Bool, Reader?) in
            guard queue.waiting.count < Self.mostWaiting else { return (false, nil) }
            queue.waiting.append(job)
            return (true, queue.idle.popLast())
        }
        if let reader { reader.thread.async { self.serve(with: reader) } }
        return isAdmitted
    }

    private func serve(with reader: Reader) {
        while let job = next(for: reader) { job(reader.line) }
    }

    private func next(for reader: Reader) -> (@Sendable (PostgresLine) -> Void)? {
        queue.withLock { queue in
            guard !queue.waiting.isEmpty else {
                queue.idle.append(reader)
                return nil
            }
            return queue.waiting.removeFirst()
        }
    }
}

extension PostgresLine {
    /// Calls `answer` once. What follows the answer is not waited for: nothing depends on how a transaction that only reads ends.
    fileprivate func read<Answer: Sendable>(_ body: (Session) throws -> Answer, _ answer: (Result<Answer, any Error>) -> Void) {
        let work = { (connection: PostgresConnection) in
            let result = Result {
                _ = try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [])
                return try body(Session(connection: connection))
            }
            answer(result)
            // A connection that cannot even roll back is replaced by the next reader.
            _ = try? connection.run("ROLLBACK", [])
        }
        do { try with(work) } catch { answer(.failure(error)) }
    }
}
