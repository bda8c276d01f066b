import Kernel
import People
import Storage

/// Some of the people as the list of customers reads them: those of a segment, those who are new, or both.
struct SegmentPeopleStore: Sendable {
    /// `nil` is everybody.
    let segment: Segment?
    /// When their first touchpoint happened; `nil` is ever.
    var begun: Stretch?
    let catalogue: Catalogue
    let now: Instant

    private var condition: SQL {
        SQL.all([segment?.rules.holds(catalogue, now), begun.map { SegmentRule.newcomers($0.since, until: $0.until) }].compactMap(\.self))
    }

    /// Newest first; `before` is the number of the last one of the page before.
    func newest(before: Int64?, limit: Int, _ session: Session) throws -> [Person] {
        let numbers = try session.rows(
            """
            SELECT id FROM identifier WHERE \(PersonStore.standsForSomebody) AND id < \(before ?? Int64.max) AND \(condition)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map { try $0.get(at: 0, as: Int64.self) }
        return try PersonStore().people(numbers, session)
    }

    /// Those of these people that belong to it, in their order.
    func among(_ people: [Person], _ session: Session) throws -> [Person] {
        let belonging = Set(
            try session.rows(
                """
                SELECT id FROM identifier WHERE \(PersonStore.standsForSomebody) AND id IN \(list: people.map(\.number)) AND \(condition)
                """
            ).map { try $0.get(at: 0, as: Int64.self) })
        return people.filter { belonging.contains($0.number) }
    }

    func count(_ session: Session) throws -> Int {
        try session.value("SELECT COUNT(*) FROM identifier WHERE \(PersonStore.standsForSomebody) AND \(condition)") ?? 0
    }
}
