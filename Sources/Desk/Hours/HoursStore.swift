import Foundation
import Kernel
import Storage
import Timeline
import Web

/// The opening hours of the company: the newest word counts, and all before stay.
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
        try reading.value("SELECT hours FROM business_hours ORDER BY number DESC LIMIT 1", as: String.self).map {
            try JSONDecoder().decode(BusinessHours.self, from: Data($0.utf8))
        }
    }

    /// Those that are set; the usual ones in UTC until then.
    static func valid(_ reading: some Reading) throws -> BusinessHours { try hours(reading) ?? usual(zone: "UTC") }

    func set(_ hours: BusinessHours, by staff: Viewer) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(hours), as: UTF8.self)
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
