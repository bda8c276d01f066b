import Storage

/// How far the line has come, and how it is set up.
struct LineVersionStore {
    /// Counters that only say that something has come in.
    private static let growing: Set<String> = ["position", "identifier", "identity", "company", "link", "verification", "refused_erased"]

    /// The position that was given last.
    func length(_ reading: Session) throws -> Int64 { try reading.value("SELECT value FROM counter WHERE name = 'position'") ?? 0 }

    func version(_ reading: Session) throws -> LineVersion {
        let counters: [(name: String, value: Int64)] = try reading.rows("SELECT name, value FROM counter ORDER BY name").map {
            (try $0.get("name"), try $0.get("value"))
        }
        func told(_ growing: Bool) -> [String] {
            counters.filter { Self.growing.contains($0.name) == growing }.map { "\($0.name) \($0.value)" }
        }
        let segments: Int64 = try reading.value("SELECT COALESCE(SUM(updated_at), 0) FROM segment") ?? 0
        let journeys: Int64 = try reading.value("SELECT COUNT(*) FROM journey_version") ?? 0
        return LineVersion(settings: told(false) + ["segments \(segments)", "journeys \(journeys)"], growth: told(true))
    }
}
