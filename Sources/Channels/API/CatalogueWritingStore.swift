import Kernel
import Storage
import Timeline

/// Changes the catalogue, and lets the line know.
struct CatalogueWritingStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    private static let mostKinds = 10_000

    /// - Throws: `conflict` when there is no room for another kind; `invalid` when a new one has a key unlike those that events are given.
    /// - Parameter key: the name of the key that asked for it.
    func put(_ kind: Kind, by key: String?) async throws {
        let catalogue = line.catalogue
        let isKnown = catalogue.number(ofKind: kind.key) != nil
        let isKey = EventName.snakeCased(kind.key) == kind.key && kind.key.contains { $0.isLetter || $0.isNumber }
        // One that came with an event under a name without letters may be called something, too.
        try Failure.require(isKnown || isKey, "key", "must be small letters, digits and underscores, such as vet_visit")
        guard isKnown || catalogue.kinds.count < Self.mostKinds else {
            throw Failure.conflict("The catalogue has \(Self.mostKinds) kinds already.")
        }
        try await line.database.write { [line, recording] tx in
            try line.catalogueStore.add([kind], [], in: tx)
            try line.catalogueStore.update(kind, in: tx)
            try recording(SettingsChange(action: .kindChanged, subject: kind.key, detail: kind.name, staff: nil, key: key), tx)
        }
        try await line.reload()
    }
}
