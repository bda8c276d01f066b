import Dispatch
import Synchronization

/// Hands batches from the reading thread to a task. Holds two; the thread waits while it is full.
final class BatchQueue: Sendable {
    private struct State {
        var ready: [ImportBatch] = []
        var waiter: CheckedContinuation<ImportBatch?, any Error>?
        var end: Result<Void, any Error>?
    }

    private let state = Mutex(State())
    private let places = DispatchSemaphore(value: 0)

    init() {
        // Given out one by one: a semaphore that begins with two may not go away with fewer.
        for _ in 0..<2 { places.signal() }
    }

    /// Reads a pipe to its end, or until nobody asks any more. Runs on the reading thread.
    func fill(from open: () throws -> ImportPipe, preparing prepare: ImportBatches.Preparation) {
        do {
            let pipe = try open()
            while var batch = try pipe.next() {
                batch.prepared = prepare(batch.touchpoints)
                places.wait()
                guard put(batch) else { return }
            }
            finish(.success(()))
        } catch {
            finish(.failure(error))
        }
    }

    /// The next batch, `nil` at the end. Throws what ended the reading.
    func next() async throws -> ImportBatch? {
        try await withCheckedThrowingContinuation { continuation in
            let answer: Result<ImportBatch?, any Error>? = state.withLock { state in
                if !state.ready.isEmpty { return .success(state.ready.removeFirst()) }
                if let end = state.end { return end.map { nil } }
                state.waiter = continuation
                return nil
            }
            guard let answer else { return }
            if case .success(.some) = answer { places.signal() }
            continuation.resume(with: answer)
        }
    }

    /// Nobody wants more: what waits is dropped.
    func stop() {
        finish(.failure(CancellationError()), dropsReady: true)
        places.signal()
    }

    /// False when reading should end.
    private func put(_ batch: ImportBatch) -> Bool {
        let (goesOn, waiter) = state.withLock { state -> (Bool, CheckedContinuation<ImportBatch?, any Error>?) in
            guard state.end == nil else { return (false, nil) }
            defer { state.waiter = nil }
            if state.waiter == nil { state.ready.append(batch) }
            return (true, state.waiter)
        }
        guard let waiter else { return goesOn }
        places.signal()
        waiter.resume(returning: batch)
        return goesOn
    }

    private func finish(_ end: Result<Void, any Error>, dropsReady: Bool = false) {
        let waiter = state.withLock { state -> CheckedContinuation<ImportBatch?, any Error>? in
            if dropsReady { state.ready.removeAll() }
            guard state.end == nil else { return nil }
            state.end = end
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(with: end.map { nil })
    }
}
