import Kernel
import People
import Storage

/// What came onto the line, and whom it belongs to.
struct WatchStore: Sendable {
    let database: any Database

    func counts() async throws -> LineCounts { try await database.read { try LineCountsStore().counts($0) } }

    func number(of id: ID<Person>) async throws -> Int64 { try await database.read { try PersonStore().find(id, $0).number } }

    /// Those of the watched people who have touchpoints between two positions. Somebody who was joined to another meanwhile counts as the other.
    func touched(among watched: [Int64], after first: Int64, upTo last: Int64) async throws -> [Int64] {
        guard !watched.isEmpty else { return [] }
        return try await database.read { session in
            try watched.chunked(by: 500).flatMap { some in
                try session.rows(
                    """
                    SELECT DISTINCT watched.id FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier
                    JOIN identifier AS watched ON watched.person = identifier.person
                    WHERE touchpoint.position > \(first) AND touchpoint.position <= \(last) AND watched.id IN \(list: Array(some))
                    """
                ).map { try $0.get(at: 0, as: Int64.self) }
            }
        }
    }

    /// The position of the newest touchpoint of a person behind `position`; 0 when there is none.
    func newest(of person: Int64, after position: Int64) async throws -> Int64 {
        try await database.read { session in
            try session.value(
                """
                SELECT COALESCE(MAX(touchpoint.position), 0) FROM identifier AS asked JOIN identifier ON identifier.person = asked.person
                JOIN touchpoint ON touchpoint.identifier = identifier.id WHERE asked.id = \(person) AND touchpoint.position > \(position)
                """) ?? 0
        }
    }
}
