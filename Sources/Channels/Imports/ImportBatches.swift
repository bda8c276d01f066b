import Foundation
import Kernel
import Synchronization
package import Timeline

/// The batches of a file, read on a thread of its own while the ones before are being written.
///
/// At most two batches wait; then reading pauses. Whoever stops asking (or is cancelled) ends the reading.
package struct ImportBatches: AsyncSequence, Sendable {
    package typealias Element = ImportBatch
    package typealias Failure = any Error

    /// Makes touchpoints ready for the line, on the reading thread; `nil` when that has to wait for something.
    package typealias Preparation = @Sendable ([NewTouchpoint]) -> Line.Prepared?

    let prepare: Preparation
    let open: @Sendable () throws -> ImportPipe

    package func makeAsyncIterator() -> Iterator { Iterator(open, prepare) }

    package struct Iterator: AsyncIteratorProtocol, Sendable {
        private let reading: Reading

        fileprivate init(_ open: @escaping @Sendable () throws -> ImportPipe, _ prepare: @escaping Preparation) {
            reading = Reading()
            // The thread holds the queue only: when the iterator goes, the reading stops.
            let queue = reading.queue
            let thread = Thread { queue.fill(from: open, preparing: prepare) }
            thread.name = "import"
            thread.stackSize = 1 << 20
            thread.start()
        }

        package mutating func next() async throws -> ImportBatch? {
            let queue = reading.queue
            return try await withTaskCancellationHandler {
                try await queue.next()
            } onCancel: {
                queue.stop()
            }
        }
    }

    private final class Reading: Sendable {
        let queue = BatchQueue()

        deinit { queue.stop() }
    }
}

extension FileImport {
    /// The file piece by piece, each at most 5,000 touchpoints, beginning at a record (counted from 0, as `ImportBatch.records` says).
    package func batches(
        _ plan: ImportPlan, startingAt record: Int = 0, preparing prepare: @escaping ImportBatches.Preparation = { _ in nil }
    ) -> ImportBatches {
        ImportBatches(prepare: prepare) { [self] in try pipe(plan, startingAt: record) }
    }
}
