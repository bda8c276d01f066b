import Foundation
import Kernel
import Storage
import Timeline
import Web

/// What is set about asking customers: each word counts until the next.
struct SatisfactionSettingsStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    func settings() async throws -> SatisfactionSettings { try await line.database.read { try Self.settings($0) } }

    static func settings(_ reading: some Reading) throws -> SatisfactionSettings {
        let text: String? = try reading.value("SELECT settings FROM csat_setting ORDER BY number DESC LIMIT 1")
        return try text.map { try JSONDecoder().decode(SatisfactionSettings.self, from: Data($0.utf8)) } ?? SatisfactionSettings()
    }

    /// - Parameter staff: `nil` for whoever runs the program itself.
    func set(_ settings: SatisfactionSettings, by staff: ID<Viewer>?) async throws {
        let text = try PlainJSON.text(settings)
        try await line.database.write { [recording] tx in
            let number: Int64 = try tx.value("SELECT COALESCE(MAX(number), 0) + 1 FROM csat_setting") ?? 1
            try tx.run("INSERT INTO csat_setting (number, settings, staff, set_at) VALUES (\(number), \(text), \(staff), \(tx.now))")
            try recording(SettingsChange(action: .satisfactionSet, subject: settings.isOn ? "on" : "off", detail: text, staff: staff), tx)
        }
    }
}
