import Kernel
import People
import Storage

/// Customers as pages show them: a few queries for a page, however many rows it has.
struct CustomerStore: Sendable {
    let line: Line

    static let pageLength = 50

    struct List: Sendable {
        let rows: [CustomerRow]
        /// The number of the last one, when there are more.
        let next: Int64?
        let total: Int
    }

    /// - Parameter segment: only those who belong to it.
    func list(search: String?, before: Int64?, limit: Int = pageLength, in segment: SegmentPeopleStore? = nil) async throws -> List {
        let (rules, catalogue) = (line.rules, line.catalogue)
        return try await line.database.read { session in
            let people = try Self.people(search, before, limit + 1, segment, session)
            let shown = Array(people.prefix(limit))
            return List(
                rows: try Self.rows(shown, rules, catalogue, session), next: search == nil && people.count > limit ? shown.last?.number : nil,
                total: try segment?.count(session) ?? PersonStore().count(session))
        }
    }

    private static func people(
        _ search: String?, _ before: Int64?, _ limit: Int, _ segment: SegmentPeopleStore?, _ session: Session
    ) throws -> [Person] {
        switch (search, segment) {
        case (nil, nil): try PersonStore().newest(before: before, limit: limit, session)
        case (nil, let segment?): try segment.newest(before: before, limit: limit, session)
        case (let search?, nil): try found(search, limit, session)
        // A search looks at so many and no more, so that a common word is found at once.
        case (let search?, let segment?): try segment.among(found(search, 1_000, session), session)
        }
    }

    /// Whose order or ticket it is goes before whose name or address begins so.
    private static func found(_ search: String, _ limit: Int, _ session: Session) throws -> [Person] {
        let owners = try PersonStore().people(SubjectSearchStore().people(search, limit: limit, session), session)
        let others = try PersonStore().search(search, limit: limit, session).filter { !owners.contains($0) }
        return Array((owners + others).prefix(limit))
    }

    static func rows(_ people: [Person], _ rules: IdentityRules, _ catalogue: Catalogue, _ session: Session) throws -> [CustomerRow] {
        let numbers = people.map(\.number)
        let profiles = try ProfileStore().profiles(of: numbers, session)
        let companies = try CompanyStore().names(of: numbers, session)
        let activities = try TouchpointStore().activities(of: profiles.mapValues { $0.identifiers.map(\.id) }, catalogue, session)
        return people.map { person in
            CustomerRow(
                person: person, profile: profiles[person.number] ?? Profile(traits: [], identifiers: []), rules: rules,
                company: companies[person.number], activity: activities[person.number] ?? Activity(entries: []))
        }
    }

    /// One customer with everything that stands in the head of their page.
    func find(_ id: ID<Person>) async throws -> CustomerRow {
        let (rules, catalogue) = (line.rules, line.catalogue)
        return try await line.database.read { session in
            let person = try PersonStore().find(id, session)
            guard let row = try Self.rows([person], rules, catalogue, session).first else { throw Failure.missing("This customer") }
            return row
        }
    }

    func touchpoints(of customer: CustomerRow, _ wanted: TouchpointStore.Wanted) async throws -> [Touchpoint] {
        let (identifiers, catalogue) = (customer.profile.identifiers.map(\.id), line.catalogue)
        return try await line.database.read { try TouchpointStore().line(of: identifiers, wanted, catalogue, $0) }
    }

    /// The newest answer on each scale, and consent by purpose.
    func standing(of customer: CustomerRow) async throws -> Standing {
        let (identifiers, catalogue) = (customer.profile.identifiers.map(\.id), line.catalogue)
        return try await line.database.read { try Standing(of: identifiers, catalogue, $0) }
    }

    /// How far the line has come: whatever is read after this knows everything up to there.
    func position() async throws -> Int64 { try await line.database.read { try LineCountsStore().counts($0).position } }

    /// The companies that nobody else acts for.
    func ownCompanies(of customer: CustomerRow) async throws -> [Company] {
        try await line.database.read { try CompanyStore().actedForOnly(by: customer.person.number, $0) }
    }

    var catalogue: Catalogue { line.catalogue }
    func source(_ number: Int64) -> String { line.source(number: number)?.name ?? "\(number)" }
}
