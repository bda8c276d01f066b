import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `The batches of a file` {
    private func file(_ count: Int) throws -> TemporaryFile {
        try TemporaryFile("user,event,at\n" + (0..<count).map { "u\($0),a,2026-03-01\n" }.joined())
    }

    @Test func `hold five thousand at most, and say where to go on`() throws {
        let source = try file(12_001)
        let file = FileImport(path: source.path)
        let pipe = try file.pipe(file.plan())
        var (sizes, records) = ([Int](), [Int]())
        while let batch = try pipe.next() {
            sizes.append(batch.touchpoints.count)
            records.append(batch.records)
        }
        #expect(sizes == [5_000, 5_000, 2_001])
        #expect(records == [5_000, 10_000, 12_001])
    }

    @Test func `come in order from a thread of their own`() async throws {
        let source = try file(42_000)
        let file = FileImport(path: source.path)
        var customers: [String] = []
        for try await batch in file.batches(try file.plan(), startingAt: 1_000) { customers += batch.touchpoints.map { $0.identifiers[0].value } }
        #expect(customers == (1_000..<42_000).map { "u\($0)" })
    }

    @Test func `wait while two are not taken, and end when nobody asks any more`() async throws {
        let queue = BatchQueue()
        let source = try file(60_000)
        let reading = FileImport(path: source.path)
        let plan = try reading.plan()
        let pipe = Box(try reading.pipe(plan))
        let done = DispatchSemaphore(value: 0)
        Thread {
            queue.fill(from: { pipe.value }, preparing: { _ in nil })
            done.signal()
        }.start()
        #expect(try await queue.next()?.records == 5_000)
        #expect(try await queue.next()?.records == 10_000)
        queue.stop()
        #expect(await wait(for: done))
        // Two were taken, two could wait, one was in the hand.
        #expect(pipe.value.bytesDone > 0)
        await #expect(throws: CancellationError.self) { _ = try await queue.next() }
    }

    @Test func `end with the sentence that the file ends with`() async throws {
        let source = try TemporaryFile(
            "<log><trace><string key=\"concept:name\" value=\"1\"/><event><string key=\"concept:name\" value=\"a\"/>"
                + "<date key=\"time:timestamp\" value=\"2026-03-01\"/></event></trace><trace>")
        let file = FileImport(path: source.path)
        var count = 0
        await #expect(throws: Failure.self) {
            for try await batch in file.batches(try file.plan()) { count += batch.touchpoints.count }
        }
        #expect(count == 1)
    }

    @Test func `stop when their task is cancelled`() async throws {
        let source = try file(60_000)
        let task = Task {
            let file = FileImport(path: source.path)
            var count = 0
            for try await batch in file.batches(try file.plan()) {
                count += batch.touchpoints.count
                try await Task.sleep(for: .seconds(60))
            }
            return count
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    private func wait(for semaphore: DispatchSemaphore) async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: semaphore.wait(timeout: .now() + 20) == .success) }
        }
    }
}

/// Hands the pipe to one thread and, when that has ended, back.
private final class Box: @unchecked Sendable {
    let value: ImportPipe

    init(_ value: ImportPipe) { self.value = value }
}
