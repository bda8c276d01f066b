import Kernel
import People
import Storage
import Timeline

/// People and their touchpoints, as the API tells of them.
struct PersonReadingStore: Sendable {
    let line: Line

    /// A page of a customer's touchpoints, newest first; `next` is where the next page begins.
    func touchpoints(of person: ID<Person>, _ wanted: TouchpointStore.Wanted) async throws -> (touchpoints: [JSONObjectText], next: String?) {
        var oneMore = wanted
        oneMore.limit += 1
        return try await line.database.read { [line, oneMore] reading in
            let person = try PersonStore().find(person, reading)
            let identifiers = try line.identities.identifiers(of: person.number, reading)
            let found = try TouchpointStore().line(of: identifiers.map(\.id), oneMore, line.catalogue, reading)
            let sources = Dictionary(try line.sources.list(reading).map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
            let names = Dictionary(identifiers.map { ($0.id, line.name($0)) }, uniquingKeysWith: { first, _ in first })
            let page = found.prefix(wanted.limit)
            let last = found.count > wanted.limit ? page.last : nil
            return (
                page.map { JSONObjectText($0, identifier: names[$0.identifier], source: sources[$0.source]) },
                last.map { "\($0.occurredAt.microseconds).\($0.position)" }
            )
        }
    }

    func find(_ id: ID<Person>) async throws -> JSONObjectText {
        try await line.database.read { [line] reading in
            let person = try PersonStore().find(id, reading)
            return JSONObjectText(person, try ProfileStore().profile(of: person.number, reading), line)
        }
    }

    func search(_ text: String, limit: Int) async throws -> [JSONObjectText] {
        try await line.database.read { [line] reading in
            let people = try PersonStore().search(text, limit: limit, reading)
            return try describe(people, line, reading)
        }
    }

    /// Newest first; `next` is where the next page begins.
    func newest(before: Int64?, limit: Int) async throws -> (people: [JSONObjectText], next: String?) {
        try await line.database.read { [line] reading in
            let found = try PersonStore().newest(before: before, limit: limit + 1, reading)
            let page = Array(found.prefix(limit))
            return (try describe(page, line, reading), found.count > limit ? page.last.map { String($0.number) } : nil)
        }
    }

    private func describe(_ people: [Person], _ line: Line, _ reading: some Storage.Reading) throws -> [JSONObjectText] {
        let profiles = try ProfileStore().profiles(of: people.map(\.number), reading)
        return people.map { JSONObjectText($0, profiles[$0.number], line) }
    }
}
