import Channels
import Timeline

/// Batches of a file, each read and made ready for the line while the one before is being written.
struct PreparedBatches {
    typealias Element = (batch: ImportBatch, prepared: Line.Prepared)

    private let line: Line
    private let source: Source
    private let batches: ImportBatches.Iterator
    private var ahead: Task<Element?, any Error>?

    init(_ batches: ImportBatches, _ line: Line, _ source: Source) {
        self.line = line
        self.source = source
        self.batches = batches.makeAsyncIterator()
        ahead = following()
    }

    /// The next batch; `nil` behind the last, and when the import was stopped. Throws what ended the reading, once all that stood
    /// before was handed out.
    mutating func next() async throws -> Element? {
        guard let task = ahead, !Task.isCancelled else { return nil }
        do {
            let element = try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
            ahead = element == nil ? nil : following()
            return element
        } catch is CancellationError { return nil }
    }

    func cancel() { ahead?.cancel() }

    private func following() -> Task<Element?, any Error> {
        Task { [line, source, batches] in
            var batches = batches
            guard let batch = try await batches.next() else { return nil }
            return (batch, try await line.prepared(batch.touchpoints, from: source))
        }
    }
}
