import Storage

/// What answers rest on: it is another line as soon as touchpoints, people or the catalogue are; and segments and journeys are.
struct LineVersion: Hashable, Sendable {
    /// How things are set up, and how often somebody was erased: where these differ, nothing that was measured may be told any more.
    let settings: [String]
    /// How far the line has come: where only these differ, an answer is an older one.
    let growth: [String]

    private static let growing: Set<String> = ["position", "identifier", "identity", "company", "link", "verification", "refused_erased"]

    init(_ reading: Session) throws {
        let counters: [(name: String, value: Int64)] = try reading.rows("SELECT name, value FROM counter ORDER BY name").map {
            (try $0.get("name"), try $0.get("value"))
        }
        func told(_ growing: Bool) -> [String] {
            counters.filter { Self.growing.contains($0.name) == growing }.map { "\($0.name) \($0.value)" }
        }
        let segments: Int64 = try reading.value("SELECT COALESCE(SUM(updated_at), 0) FROM segment") ?? 0
        let journeys: Int64 = try reading.value("SELECT COUNT(*) FROM journey_version") ?? 0
        (settings, growth) = (told(false) + ["segments \(segments)", "journeys \(journeys)"], told(true))
    }
}
