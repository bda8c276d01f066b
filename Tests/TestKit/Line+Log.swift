package import Analytics
import Kernel
import People
import Storage
package import Timeline

extension Line {
    /// The whole line in memory, read by other words than the engine's: the plain reference that tests compare with.
    package func journeyLog() async throws -> JourneyLog {
        let catalogue = catalogue
        return try await database.read { session in
            var reader = LogReader(catalogue)
            try session.forEach(LogReader.query) { try reader.add($0) }
            return reader.builder.build()
        }
    }
}

/// Turns rows of the line into touches, looking up each kind and channel once.
private struct LogReader {
    static let query: SQL = """
        SELECT touchpoint.position, identifier.person, touchpoint.occurred_at, touchpoint.kind, touchpoint.channel, touchpoint.score,
        touchpoint.scale, touchpoint.sentiment, touchpoint.weight, touchpoint.value, touchpoint.currency
        FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier ORDER BY touchpoint.position
        """

    var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
    private let catalogue: Catalogue
    private var kinds: [Int64: (code: Code<JourneyLog.Kind>, stage: JourneyLog.Stage?)] = [:]
    private var channels: [Int64: Code<JourneyLog.Channel>] = [:]

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    mutating func add(_ row: Row) throws {
        let kind = try kind(row.get(at: 3))
        builder.add(
            Touch(
                person: try row.get(at: 1), position: try row.get(at: 0), at: try row.get(at: 2), kind: kind.code,
                channel: try channel(row.get(at: 4)), stage: kind.stage, score: try score(row), sentiment: try row.find(at: 7),
                weight: try row.find(at: 8), value: try value(row)))
    }

    private mutating func kind(_ number: Int64) throws -> (code: Code<JourneyLog.Kind>, stage: JourneyLog.Stage?) {
        if let known = kinds[number] { return known }
        let kind = catalogue.kind(number)
        let code = try builder.kind(kind?.key ?? "kind \(number)")
        kinds[number] = (code, kind?.stage.flatMap { builder.stage($0.key) })
        return (code, kind?.stage.flatMap { builder.stage($0.key) })
    }

    private mutating func channel(_ number: Int64) throws -> Code<JourneyLog.Channel> {
        if let known = channels[number] { return known }
        let code = try builder.channel(catalogue.channel(number)?.key ?? "channel \(number)")
        channels[number] = code
        return code
    }

    private func score(_ row: Row) throws -> ScaledScore? {
        guard let value: Double = try row.find(at: 5), let scale = try ScoreScale(rawValue: row.get(at: 6)) else { return nil }
        return ScaledScore(value, on: scale)
    }

    private func value(_ row: Row) throws -> Money? {
        guard let minor: Int64 = try row.find(at: 9), let currency = Currency(try row.get(at: 10)) else { return nil }
        return Money(minor, currency)
    }
}
