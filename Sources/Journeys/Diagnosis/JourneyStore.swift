import Analytics
import Kernel
import Storage
import Timeline

/// The measured journey, kept until something is added to the line or changes hands.
actor JourneyStore {
    private let line: Line
    private let analytics: LineAnalytics
    private var kept: (version: String, journey: Task<Journey, any Error>)?

    init(line: Line, analytics: @escaping LineAnalytics) { (self.line, self.analytics) = (line, analytics) }

    /// Whoever asks while it is being measured waits for the same.
    func journey() async throws -> Journey {
        let version = try await line.database.read { try Self.version($0) }
        if let kept, kept.version == version { return try await kept.journey.value }
        let measuring = Task { [line, analytics] in
            let groups = try await line.database.read { try PeopleGroupStore().groups($0) }
            return try await Journey(analytics(), groups, line.catalogue)
        }
        kept = (version, measuring)
        do { return try await measuring.value } catch {
            kept = nil
            throw error
        }
    }

    /// It is another one as soon as touchpoints, people or the catalogue are.
    private static func version(_ reading: some Reading) throws -> String {
        try reading.rows("SELECT name, value FROM counter ORDER BY name").map { "\($0.values)" }.joined()
    }
}
