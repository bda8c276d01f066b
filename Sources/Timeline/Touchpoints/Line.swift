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
        var sources: [Int64: Source]
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
        try await database.read { reading in
            Settings(
                catalogue: try CatalogueStore().load(reading), rules: try IdentityStore().rules(reading),
                sources: Dictionary(try SourceStore().list(reading).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    package var catalogue: Catalogue { settings.withLock { $0.catalogue } }
    package var rules: IdentityRules { settings.withLock { $0.rules } }

    /// A source by its number, from memory.
    package func source(number: Int64) -> Source? { settings.withLock { $0.sources[number] } }

    /// After the catalogue, the rules of identity or the sources were changed.
    package func reload() async throws {
        let fresh = try await Self.read(database)
        settings.withLock { $0 = fresh }
    }

    /// The source with this key, made if there is none.
    package func source(_ key: String, name: String, medium: Source.Medium) async throws -> Source {
        let source = try await database.write { [sources] in try sources.ensure(key, name: name, medium: medium, in: $0) }
        settings.withLock { $0.sources[source.id] = source }
        return source
    }
}
