import Kernel
import People
import Storage
import Web

/// Customers as pages show them: a few queries for a page, however many rows it has.
struct CustomerStore: Sendable {
    let line: Line

    static let pageLength = 50

    struct List: Sendable {
        let rows: [CustomerRow]
        /// The number of the last one, when there are more.
        let next: Int64?
        /// Of a search: how many were found; `nil` when there may be more than were looked for.
        let total: Int?
        /// Whether those stay out of whom nothing is known but a browser or a device.
        var leavesOutStrangers = false
    }

    /// Which customers are listed.
    struct Wanted: Sendable {
        /// Among all, when something is searched for.
        var search: String?
        /// Where the page before ended.
        var before: Int64?
        var limit = CustomerStore.pageLength
        /// Those too of whom nothing is known but a browser or a device.
        var strangers = false
    }

    /// - Parameter segment: only those who belong to it, strangers or not.
    func list(_ wanted: Wanted, in segment: SegmentPeopleStore? = nil) async throws -> List {
        try await line.database.read { [line] session in
            let found = try Self.people(wanted, segment, session)
            let total: Int? =
                if wanted.search == nil {
                    try segment?.count(session) ?? line.peopleCount.count(strangers: !found.leavesOutStrangers, session)
                } else {
                    found.people.count < wanted.limit ? found.people.count : nil
                }
            return List(
                rows: try Self.rows(found.people, line, session), next: found.next, total: total,
                leavesOutStrangers: found.leavesOutStrangers)
        }
    }

    private typealias Found = (people: [Person], next: Int64?, leavesOutStrangers: Bool)

    private static func people(_ wanted: Wanted, _ segment: SegmentPeopleStore?, _ session: Session) throws -> Found {
        if let search = wanted.search {
            // A search looks at so many and no more, so that a common word is found at once.
            let people = try segment.map { try $0.among(found(search, 1_000, session), session) } ?? found(search, wanted.limit, session)
            return (Array(people.prefix(wanted.limit)), nil, false)
        }
        if segment == nil, !wanted.strangers {
            let known = try PersonStore().known(before: wanted.before, limit: wanted.limit, session)
            // Where nobody is known, strangers are better than nothing.
            if !known.people.isEmpty || wanted.before != nil { return (known.people, known.next, true) }
        }
        let people =
            try segment?.newest(before: wanted.before, limit: wanted.limit + 1, session)
            ?? PersonStore().newest(before: wanted.before, limit: wanted.limit + 1, session)
        let shown = Array(people.prefix(wanted.limit))
        return (shown, people.count > wanted.limit ? shown.last?.number : nil, false)
    }

    /// Whose order or ticket it is goes before whose name or address begins so.
    private static func found(_ search: String, _ limit: Int, _ session: Session) throws -> [Person] {
        let owners = try PersonStore().people(SubjectSearchStore().people(search, limit: limit, session), session)
        let others = try PersonStore().search(search, limit: limit, session).filter { !owners.contains($0) }
        return Array((owners + others).prefix(limit))
    }

    static func rows(_ people: [Person], _ line: Line, _ session: Session) throws -> [CustomerRow] {
        let (rules, catalogue) = (line.rules, line.catalogue)
        let numbers = people.map(\.number)
        let profiles = try ProfileStore().profiles(of: numbers, session)
        let companies = try CompanyStore().names(of: numbers, session)
        let tallies = try line.activities.tallies(of: profiles.values.flatMap { $0.identifiers.map(\.id) }, session)
        return people.map { person in
            let profile = profiles[person.number] ?? Profile(traits: [], identifiers: [])
            let activity = Activity(profile.identifiers.compactMap { tallies[$0.id] }, catalogue)
            return CustomerRow(person: person, profile: profile, rules: rules, company: companies[person.number], activity: activity)
        }
    }

    /// One customer with everything that lists of them show.
    func find(_ id: ID<Person>) async throws -> CustomerRow {
        try await line.database.read { [line] in try Self.find(id, line, $0) }
    }

    private static func find(_ id: ID<Person>, _ line: Line, _ session: Session) throws -> CustomerRow {
        guard let row = try rows([PersonStore().find(id, session)], line, session).first else { throw Failure.missing("This customer") }
        return row
    }

    /// One customer with everything that stands in the head of their pages.
    func standing(of id: ID<Person>) async throws -> (customer: CustomerRow, standing: Standing) {
        try await line.database.read { [line] session in
            let customer = try Self.find(id, line, session)
            return (customer, try Standing(of: customer, line.catalogue, session))
        }
    }

    /// What the first page of a customer shows, all of one moment.
    struct Timeline: Sendable {
        let customer: CustomerRow
        let standing: Standing
        let touchpoints: [Touchpoint]
        /// How far the line had come: whatever comes after it is not among them.
        let position: Int64
    }

    func timeline(of id: ID<Person>, _ wanted: TouchpointStore.Wanted) async throws -> Timeline {
        try await line.database.read { [line] session in
            let (customer, catalogue) = (try Self.find(id, line, session), line.catalogue)
            return Timeline(
                customer: customer, standing: try Standing(of: customer, catalogue, session),
                touchpoints: try TouchpointStore().line(of: customer.profile.identifiers.map(\.id), wanted, catalogue, session),
                position: try LineCountsStore().counts(session).position)
        }
    }

    /// The companies that nobody else acts for.
    func ownCompanies(of customer: CustomerRow) async throws -> [Company] {
        try await line.database.read { try CompanyStore().actedForOnly(by: customer.person.number, $0) }
    }

    /// - Parameter segment: the name of the segment that was exported; `nil` for all customers.
    func noteExport(of count: Int, _ segment: String?, by staff: ID<Viewer>, _ recording: @escaping SettingsChange.Recording) async throws {
        try await line.database.write { tx in
            try recording(SettingsChange(action: .customersExported, subject: segment ?? "", detail: "\(count)", staff: staff), tx)
        }
    }

    var catalogue: Catalogue { line.catalogue }
    func source(_ number: Int64) -> String { line.source(number: number)?.name ?? "\(number)" }
}
