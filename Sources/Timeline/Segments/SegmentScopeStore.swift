package import Kernel
import People
import Storage

/// Segments as other parts narrow their figures to them.
package struct SegmentScopeStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    /// By name.
    package func all() async throws -> [Segment] {
        try await line.database.read { try $0.rows("SELECT * FROM segment ORDER BY name LIMIT \(SegmentStore.most)").map(Segment.init) }
    }

    /// The numbers of all there are.
    package func everybody() async throws -> Set<Int64> {
        try await line.database.read { session in
            var people: Set<Int64> = []
            try session.scan("SELECT id FROM identifier WHERE \(PersonStore.standsForSomebody)") { row in
                if let person = row.integer(0) { people.insert(person) }
            }
            return people
        }
    }

    /// The numbers of those who belong to it now.
    ///
    /// - Throws: `missing` when no segment has this key.
    package func people(of key: String, at now: Instant) async throws -> Set<Int64> {
        guard let id = ID<Segment>(key) else { throw Failure.missing("This segment") }
        let catalogue = line.catalogue
        return try await line.database.read { session in
            let rules = try SegmentStore.find(id, session).rules
            var people: Set<Int64> = []
            try session.scan("SELECT id FROM identifier WHERE \(PersonStore.standsForSomebody) AND \(rules.holds(catalogue, now))") { row in
                if let person = row.integer(0) { people.insert(person) }
            }
            return people
        }
    }
}
