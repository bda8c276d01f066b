import Analytics
import Kernel
import Storage
import Timeline

/// The line as the questions see it, kept until something is added to it or changes hands.
actor JourneyStore {
    private let line: Line
    private var kept: (version: String, journey: Task<Journey, any Error>)?

    init(line: Line) { self.line = line }

    /// Whoever asks while it is being read waits for the same reading.
    func journey() async throws -> Journey {
        let version = try await line.database.read { try Self.version($0) }
        if let kept, kept.version == version { return try await kept.journey.value }
        let reading = Task { [line] in try await Self.read(line) }
        kept = (version, reading)
        do { return try await reading.value } catch {
            kept = nil
            throw error
        }
    }

    /// It is another one as soon as touchpoints, people, evidence or the catalogue are.
    private static func version(_ reading: some Reading) throws -> String {
        let counters = try reading.rows("SELECT name, value FROM counter ORDER BY name")
        let unlinked: Int64 = try reading.value("SELECT COUNT(*) FROM identity_unlink") ?? 0
        let numbers = try counters.map { "\(try $0.get("name", as: String.self)) \(try $0.get("value", as: Int64.self))" }
        return (numbers + ["unlinked \(unlinked)"]).joined(separator: ", ")
    }

    private static func read(_ line: Line) async throws -> Journey {
        let log = try await line.journeyLog()
        let groups = try await line.database.read { try PeopleGroupStore().groups($0) }
        return Journey(log, groups, line.catalogue)
    }
}
