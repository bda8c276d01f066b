import Kernel
import Storage
import Timeline
import Web

/// How long an answer by mail waits before it goes out, so that it can be called back.
struct AnswerPauseStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    static let usual = 10
    static let longest = 60

    func seconds() async throws -> Int { try await line.database.read { try Self.seconds($0) } }

    static func pause(_ reading: some Reading) throws -> Duration { .seconds(Int64(try seconds(reading))) }

    private static func seconds(_ reading: some Reading) throws -> Int {
        try reading.value("SELECT seconds FROM answer_pause ORDER BY number DESC LIMIT 1") ?? usual
    }

    func set(_ seconds: Int, by staff: ID<Viewer>?) async throws {
        try await line.database.write { [recording] tx in
            guard try Self.seconds(tx) != seconds else { return }
            let last: Int64 = try tx.value("SELECT MAX(number) FROM answer_pause") ?? 0
            try tx.run("INSERT INTO answer_pause (number, seconds, staff, set_at) VALUES (\(last + 1), \(seconds), \(staff), \(tx.now))")
            try recording(SettingsChange(action: .work(.answerPauseSet), subject: "\(seconds) s", detail: "", staff: staff), tx)
        }
    }
}
