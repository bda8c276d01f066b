package import People
package import Storage
import Synchronization

/// The one line: where touchpoints are appended, exactly once, and whom they belong to.
package final class Line: Sendable {
    package let database: any Database
    package let catalogueStore = CatalogueStore()
    package let sources = SourceStore()
    package let identities = IdentityStore()
    let sightings = SightingStore()
    private let settings: Mutex<Settings>

    /// What is read once and kept until it changes.
    struct Settings: Sendable {
        var catalogue: Catalogue
        var rules: IdentityRules
    }

    private init(database: any Database, settings: Settings) {
        self.database = database
        self.settings = Mutex(settings)
    }

    /// Opens the line of a database that has the schema.
    package static func open(_ database: any Database) async throws -> Line {
        Line(database: database, settings: try await read(database))
    }

    private static func read(_ database: any Database) async throws -> Settings {
        try await database.read { Settings(catalogue: try CatalogueStore().load($0), rules: try IdentityStore().rules($0)) }
    }

    package var catalogue: Catalogue { settings.withLock { $0.catalogue } }
    package var rules: IdentityRules { settings.withLock { $0.rules } }

    /// After the catalogue or the rules of identity were changed.
    package func reload() async throws {
        let fresh = try await Self.read(database)
        settings.withLock { $0 = fresh }
    }

    /// The source with this key, made if there is none.
    package func source(_ key: String, name: String, medium: Source.Medium) async throws -> Source {
        try await database.write { [sources] in try sources.ensure(key, name: name, medium: medium, in: $0) }
    }
}
