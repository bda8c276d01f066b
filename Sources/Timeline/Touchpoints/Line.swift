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
    let carried = CarriedMemory()
    let peopleCount = PeopleCountStore()
    let activities = ActivityStore()
    /// Rung when something was written that open pages may show, so that they need not wait for the next look.
    package let bell = Bell()
    let appends: SharedWrite<PendingAppend, PlacedAppend>
    private let settings: Mutex<Settings>

    /// So many touchpoints that wait at the same time are placed at once.
    private static let mostTogether = 1_000

    /// What is read once and kept until it changes.
    struct Settings: Sendable {
        var catalogue: Catalogue
        var rules: IdentityRules
        var sources: [Int64: Source]
        var version: Int64
    }

    private init(database: any Database, settings: Settings) {
        self.database = database
        appends = SharedWrite(database, mostWeight: Self.mostTogether)
        self.settings = Mutex(settings)
    }

    /// Writes something that open pages may show.
    @discardableResult
    package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        let answer = try await database.write(body)
        bell.ring()
        return answer
    }

    /// Opens the line of a database that has the schema.
    package static func open(_ database: any Database) async throws -> Line {
        Line(database: database, settings: try await read(database))
    }

    private static func read(_ database: any Database) async throws -> Settings {
        try await database.read { reading in
            Settings(
                catalogue: try CatalogueStore().load(reading), rules: try IdentityStore().rules(reading),
                sources: Dictionary(try SourceStore().list(reading).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
                version: try LineCountsStore().counts(reading).settings)
        }
    }

    package var catalogue: Catalogue { settings.withLock { $0.catalogue } }
    package var rules: IdentityRules { settings.withLock { $0.rules } }
    /// Which of all changes of the settings this is the last one of.
    var settingsVersion: Int64 { settings.withLock { $0.version } }

    /// A source by its number, from memory.
    package func source(number: Int64) -> Source? { settings.withLock { $0.sources[number] } }

    /// After the catalogue, the rules of identity or the sources were changed.
    package func reload() async throws {
        let fresh = try await Self.read(database)
        settings.withLock { $0 = fresh }
    }

    /// The key of this source stands where anybody can read it. What follows for who is who is worked out at once, as far as that is quickly
    /// done; a long review goes on when it is next run.
    ///
    /// - Parameter also: what else belongs into the same transaction; only where it is news.
    package func publish(_ source: Source, also: (@Sendable (Transaction) throws -> Void)? = nil) async throws {
        let isNews = try await database.write { [sources] tx in
            guard try sources.publish(source.id, in: tx) else { return false }
            try also?(tx)
            return true
        }
        try await reload()
        if isNews { try await IdentityReviewStore().run(database, steps: Self.stepsAtOnce) }
    }

    /// So many steps of a review are done before somebody who waits is answered: a second or two.
    package static let stepsAtOnce = 10

    /// The source with this key, made if there is none.
    package func source(_ key: String, name: String, medium: Source.Medium) async throws -> Source {
        let source = try await database.write { [sources] in try sources.ensure(key, name: name, medium: medium, in: $0) }
        settings.withLock { $0.sources[source.id] = source }
        return source
    }
}
