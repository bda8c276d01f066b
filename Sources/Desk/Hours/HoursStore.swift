import Foundation
import Kernel
import Storage
import Timeline
import Web

/// The opening hours of the company: each word counts from when it was said.
struct HoursStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording
    let asked: DeskWorkStore

    /// Monday to Friday, nine to five, until somebody says otherwise.
    static func usual(zone: String) throws -> BusinessHours {
        try BusinessHours(zone: zone, week: WeekHours(1...5, OpenInterval(opens: 9 * 60, closes: 17 * 60)))
    }

    /// - Returns: `nil` where nobody has set any.
    func hours() async throws -> BusinessHours? { try await line.database.read { try Self.hours($0) } }

    static func hours(_ reading: some Reading) throws -> BusinessHours? {
        try kept(since: .distantFuture, reading)
    }

    private static func read(_ text: String) throws -> BusinessHours { try JSONDecoder().decode(BusinessHours.self, from: Data(text.utf8)) }

    /// Those by which time is counted: of each moment the ones that were in force then, the first ones from ever. The usual ones in UTC until
    /// somebody sets any.
    ///
    /// - Parameter since: what was in force before does not matter.
    static func valid(since: Instant, _ reading: some Reading) throws -> BusinessHours {
        try kept(since: since, reading) ?? usual(zone: "UTC")
    }

    /// The same; `nil` where nobody has set any.
    static func kept(since: Instant, _ reading: some Reading) throws -> BusinessHours? {
        let versions = try reading.rows(
            """
            SELECT hours, set_at FROM business_hours
            WHERE number >= (SELECT COALESCE(MAX(number), 1) FROM business_hours WHERE set_at <= \(since)) ORDER BY number
            """
        ).map { (hours: try read($0.get("hours")), since: try $0.get("set_at", as: Instant.self)) }
        let earlier = zip(versions, versions.dropFirst()).map { BusinessHours.Earlier($0.hours, until: $1.since) }
        return versions.last?.hours.succeeding(earlier)
    }

    func set(_ hours: BusinessHours, by staff: Viewer) async throws {
        let text = try PlainJSON.text(hours)
        try await line.database.write { [recording, asked] tx in
            try tx.run(
                """
                INSERT INTO business_hours (number, hours, staff, set_at)
                SELECT COALESCE(MAX(number), 0) + 1, \(text), \(staff.id), CAST(\(tx.now) AS BIGINT) FROM business_hours
                """)
            try recording(SettingsChange(action: .hoursSet, subject: hours.zone, detail: text, staff: staff.id), tx)
            try asked.moveDeadlines(in: tx)
        }
        asked.begin()
    }
}
