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

    func list(search: String?, before: Int64?, limit: Int = pageLength) async throws -> List {
        let (rules, catalogue) = (line.rules, line.catalogue)
        return try await line.database.read { session in
            let people = try search.map { try PersonStore().search($0, limit: limit, session) }
                ?? PersonStore().newest(before: before, limit: limit + 1, session)
            let shown = Array(people.prefix(limit))
            return List(
                rows: try Self.rows(shown, rules, catalogue, session), next: people.count > limit ? shown.last?.number : nil,
                total: try PersonStore().count(session))
        }
    }

    private static func rows(_ people: [Person], _ rules: IdentityRules, _ catalogue: Catalogue, _ session: Session) throws -> [CustomerRow] {
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

    var catalogue: Catalogue { line.catalogue }
    func source(_ number: Int64) -> String { line.source(number: number)?.name ?? "\(number)" }
}
