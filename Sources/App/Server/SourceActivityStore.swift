import Access
import Kernel
import Storage

/// What came from each source, as the settings list it.
struct SourceActivityStore {
    /// Counts are left out: on a long line they would take longer than anybody waits. When something came last is found by the end of the line.
    func summaries(_ reading: some Reading) throws -> [SourceSummary] {
        try reading.rows(
            """
            SELECT source.id AS id, name, medium,
            (SELECT MAX(received_at) FROM (SELECT received_at, source FROM touchpoint ORDER BY position DESC LIMIT 10000) AS latest
             WHERE latest.source = source.id) AS last_received_at
            FROM source ORDER BY name, id LIMIT 1000
            """
        ).map { row in
            SourceSummary(
                id: try row.get("id"), name: try row.get("name"), medium: try row.get("medium"), touchpoints: nil,
                lastReceivedAt: try row.find("last_received_at"))
        }
    }
}
