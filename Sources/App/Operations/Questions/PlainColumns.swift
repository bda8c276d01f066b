package import Analytics
import Foundation
import Kernel

/// A line from the plain columns that Benchmarks/engine/make_log.py writes, without a database: to see the engine alone.
package struct PlainColumns: LineSource {
    private let folder: URL
    private let kinds: [(name: String, stage: UInt8)]
    private let channels: [String]

    /// - Parameter folder: with a file for each column, little-endian, by customer and time.
    package init(folder: String) throws {
        self.folder = URL(filePath: folder)
        kinds = try Self.words(self.folder, "kinds.txt").map { words in
            guard words.count == 2, let stage = UInt8(words[1]) else {
                throw Failure.invalid("kinds.txt", "must hold a kind and its stage on each line")
            }
            return (words[0], stage)
        }
        channels = try Self.words(self.folder, "channels.txt").map { $0[0] }
    }

    private static func words(_ folder: URL, _ name: String) throws -> [[String]] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(whereSeparator: \.isNewline).map {
            $0.split(separator: " ").map(String.init)
        }
    }

    package func names() -> LineNames {
        LineNames(kinds: kinds.map(\.name), channels: channels, stageOfKind: kinds.map(\.stage), stages: (1...5).map { "stage \($0)" })
    }

    package func everything(in stretches: Int, _ take: @escaping @Sendable (Int, LineTouch) throws -> Void) async throws -> LineStanding {
        let log = try PlainLog(folder)
        let lines = log.customers.count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for stretch in 0..<stretches {
                group.addTask { try log.read((lines * stretch / stretches)..<(lines * (stretch + 1) / stretches)) { try take(stretch, $0) } }
            }
            try await group.waitForAll()
        }
        return LineStanding(position: Int64(log.at.count), identity: 0, erasures: 0)
    }

    package func news(since standing: LineStanding) -> LineNews { .nothing }
}

private struct PlainLog: Sendable {
    let customers, starts, at: [UInt32]
    private let kinds, channels, scales: [UInt8]
    private let scores: [Int8]
    private let sentiments: [Float]
    private let values: [Int64]

    init(_ folder: URL) throws {
        func column<T>(_ name: String, of: T.Type = T.self) throws -> [T] {
            try Data(contentsOf: folder.appending(path: name), options: .mappedIfSafe).withUnsafeBytes { Array($0.bindMemory(to: T.self)) }
        }
        (customers, starts, at) = (try column("customer"), try column("start"), try column("at"))
        (kinds, channels, scales) = (try column("kind"), try column("channel"), try column("scale"))
        (scores, sentiments, values) = (try column("score"), try column("sentiment"), try column("value"))
    }

    func read(_ lines: Range<Int>, _ take: (LineTouch) throws -> Void) throws {
        for line in lines {
            for row in Int(starts[line])..<Int(starts[line + 1]) { try take(touch(row, of: customers[line])) }
        }
    }

    private func touch(_ row: Int, of customer: UInt32) -> LineTouch {
        var touch = LineTouch(
            person: Int64(customer), position: Int64(row + 1), at: Instant(seconds: Int64(at[row])), kind: Int(kinds[row]),
            channel: Int(channels[row]))
        touch.score = ScoreScale(rawValue: Int16(scales[row])).map { ScaledScore(Double(scores[row]), on: $0) }
        if !sentiments[row].isNaN { touch.sentiment = Double(sentiments[row]) }
        if values[row] > 0 { touch.value = Money(values[row], .eur) }
        return touch
    }
}
