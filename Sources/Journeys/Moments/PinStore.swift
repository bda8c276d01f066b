import Kernel
import Storage
import Timeline
import Web

/// Moments of truth that staff have pinned: each word of theirs is a row, and the last one of a touchpoint counts.
struct PinStore: Sendable {
    let database: any Database
    let recording: SettingsChange.Recording

    /// Those that are pinned now, the newest first.
    func all() async throws -> [Pin] { try await database.read { try Self.pinned($0) } }

    private static func pinned(_ reading: some Reading) throws -> [Pin] {
        try reading.rows(
            """
            SELECT moment_pin.*, staff.name AS staff_name FROM moment_pin LEFT JOIN staff ON staff.id = moment_pin.staff
            WHERE moment_pin.is_pinned = 1
            AND moment_pin.number = (SELECT MAX(latest.number) FROM moment_pin AS latest WHERE latest.kind = moment_pin.kind)
            ORDER BY moment_pin.number DESC LIMIT \(Pin.most)
            """
        ).map { row in
            Pin(
                kind: try row.get("kind"), reason: try row.get("reason"), author: try row.find("staff_name"), pinnedAt: try row.get("recorded_at"))
        }
    }

    /// - Throws: `conflict` when it is so already, or too many are pinned.
    func put(_ change: PinChange, by staff: Viewer) async throws {
        try await database.write { [recording] tx in
            let pinned = try Self.pinned(tx)
            guard pinned.contains(where: { $0.kind == change.kind }) != change.isPinned else {
                throw Failure.conflict(change.isPinned ? "This touchpoint is pinned already." : "This touchpoint is not pinned.")
            }
            guard !change.isPinned || pinned.count < Pin.most else {
                throw Failure.conflict("\(Pin.most) touchpoints are pinned already: take one off first.")
            }
            try tx.run(
                """
                INSERT INTO moment_pin (number, kind, is_pinned, reason, staff, recorded_at)
                SELECT COALESCE(MAX(number), 0) + 1, \(change.kind), CAST(\(change.isPinned ? 1 : 0) AS SMALLINT), \(change.reason), \(staff.id),
                CAST(\(tx.now) AS BIGINT) FROM moment_pin
                """)
            let action: SettingsChange.Action = change.isPinned ? .momentPinned : .momentUnpinned
            try recording(SettingsChange(action: action, subject: change.kind, detail: change.reason, staff: staff.id), tx)
        }
    }
}
