import Kernel
import Language
import People
import Storage

/// A company as a list shows it.
struct CompanyRow: Sendable {
    let company: Company
    let members: Int
    let last: Instant?

    var path: String { "/companies/\(company.id)" }
}

/// A company with its members, what is known of it, and what happened with them last.
struct CompanyView: Sendable {
    let company: Company
    let traits: [Trait]
    let members: [CustomerRow]
    /// Newest first, each with the member it happened with.
    let touchpoints: [(touchpoint: Touchpoint, member: CustomerRow?)]

    struct Trait: Sendable {
        let name: String
        let value: String
        let source: Int64
        let occurredAt: Instant
    }
}

struct CompanyReadingStore: Sendable {
    let line: Line

    static let pageLength = 50
    /// So many are searched by name, so many members shown.
    private static let mostSearched = 20_000
    private static let mostMembers = 200

    struct List: Sendable {
        let rows: [CompanyRow]
        let next: Int64?
        let total: Int
    }

    func source(_ number: Int64) -> String { line.source(number: number)?.name ?? "\(number)" }

    /// Newest first; with a search those whose name has words that begin as typed.
    func list(search: String?, before: Int64?) async throws -> List {
        try await line.database.read { session in
            let wanted = try search.map { try Self.numbers(named: $0, session) }
            let limit = Self.pageLength + 1
            let rows = try session.rows(
                """
                SELECT id, number, key, name FROM company
                WHERE number < \(before ?? Int64.max) AND \(wanted.map { "number IN \(list: $0)" as SQL } ?? "1 = 1")
                ORDER BY number DESC LIMIT \(limit)
                """
            ).map(Company.init)
            let shown = Array(rows.prefix(Self.pageLength))
            let total = try wanted?.count ?? session.value("SELECT COUNT(*) FROM company") ?? 0
            return List(rows: try Self.rows(shown, session), next: rows.count > Self.pageLength ? shown.last?.number : nil, total: total)
        }
    }

    /// Names are folded as those of people are, in every script; companies are few enough to look at each.
    private static func numbers(named text: String, _ session: Session) throws -> [Int64] {
        let typed = SearchWords.query(text)
        guard !typed.isEmpty else { return [] }
        var found: [Int64] = []
        try session.forEach("SELECT number, name FROM company ORDER BY number DESC LIMIT \(mostSearched)") { row in
            let words = SearchWords.words(of: try row.get(at: 1))
            if typed.allSatisfy({ beginning in words.contains { $0.hasPrefix(beginning) } }) { found.append(try row.get(at: 0)) }
        }
        return Array(found.prefix(1_000))
    }

    private static func rows(_ companies: [Company], _ session: Session) throws -> [CompanyRow] {
        let found = try session.rows(
            """
            SELECT membership.company AS company, COUNT(DISTINCT member.person) AS members, MAX(
            (SELECT MAX(occurred_at) FROM touchpoint WHERE touchpoint.identifier = one.id AND NOT (\(TouchpointStore.liesAhead)))) AS last
            FROM membership JOIN identifier AS member ON member.id = membership.identifier JOIN identifier AS one ON one.person = member.person
            WHERE membership.company IN \(list: companies.map(\.number)) AND membership.until IS NULL GROUP BY membership.company
            """
        ).map {
            (
                company: try $0.get("company", as: Int64.self), members: try $0.get("members", as: Int.self),
                last: try $0.find("last", as: Instant.self)
            )
        }
        let byCompany = Dictionary(found.map { ($0.company, $0) }, uniquingKeysWith: { first, _ in first })
        return companies.map { CompanyRow(company: $0, members: byCompany[$0.number]?.members ?? 0, last: byCompany[$0.number]?.last) }
    }
}

// MARK: - One company

extension CompanyReadingStore {
    func find(_ id: ID<Company>) async throws -> CompanyView {
        let catalogue = line.catalogue
        return try await line.database.read { [line] session in
            let company = try CompanyStore().find(id, session)
            let people = try PersonStore().people(Self.members(of: company, session), session)
            let members = try CustomerStore.rows(people, line, session)
            let owners = Dictionary(members.flatMap { row in row.profile.identifiers.map { ($0.id, row) } }, uniquingKeysWith: { first, _ in first })
            var wanted = TouchpointStore.Wanted()
            wanted.limit = Self.pageLength
            let touchpoints = try TouchpointStore().line(of: owners.keys.sorted(), wanted, catalogue, session)
            return CompanyView(
                company: company, traits: try Self.traits(of: company, session), members: members,
                touchpoints: touchpoints.map { (touchpoint: $0, member: owners[$0.identifier]) })
        }
    }

    private static func members(of company: Company, _ session: Session) throws -> [Int64] {
        try session.rows(
            """
            SELECT identifier.person FROM membership JOIN identifier ON identifier.id = membership.identifier
            WHERE membership.company = \(company.number) AND membership.until IS NULL
            GROUP BY identifier.person ORDER BY identifier.person LIMIT \(mostMembers)
            """
        ).map { try $0.get(at: 0) }
    }

    private static func traits(of company: Company, _ session: Session) throws -> [CompanyView.Trait] {
        try session.rows(
            "SELECT name, value, source, occurred_at FROM company_trait WHERE company = \(company.number) ORDER BY name LIMIT 200"
        ).map {
            CompanyView.Trait(
                name: try $0.get("name"), value: try $0.get("value"), source: try $0.get("source"), occurredAt: try $0.get("occurred_at"))
        }
    }
}
