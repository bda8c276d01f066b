import Kernel
import People
import Storage
import Web

/// What the settings say of those who were erased.
struct PrivacySettingsStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    struct Figures: Sendable {
        /// Addresses, numbers and browsers that are refused.
        let identifiers: Int
        /// Events that were refused for it.
        let refused: Int
    }

    func figures() async throws -> Figures {
        try await line.database.read { session in
            Figures(
                identifiers: try session.value("SELECT COUNT(*) FROM erased_identifier") ?? 0,
                refused: try session.value("SELECT value FROM counter WHERE name = 'refused_erased'") ?? 0)
        }
    }

    var types: [IdentityRules.TypeRule] { line.rules.all }

    /// Somebody who was erased has come back of their own accord: what names them is taken again. What was erased stays erased.
    ///
    /// - Throws: `invalid` when nothing of the kind was erased.
    func readmit(_ type: String, _ value: String, by staff: Viewer) async throws {
        let known = IdentifierType(rawValue: type)
        try Failure.require(line.rules.byType[known] != nil, "type", "must be one of the choices")
        guard let identifier = Identifier(known, value) else { throw Failure.invalid("value", "must not be empty") }
        try await line.database.write { [recording] tx in
            guard let erased = try ErasedStore(tx), try erased.readmit(identifier, in: tx) else {
                throw Failure.invalid("value", "was never erased")
            }
            try recording(SettingsChange(action: .personReadmitted, subject: type, detail: "", staff: staff.id), tx)
        }
    }
}
