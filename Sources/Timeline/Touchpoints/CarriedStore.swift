package import Analytics
import Foundation
import Kernel
import Storage

/// What touchpoints carry beside their kind, for questions about the line.
package struct CarriedStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }
}

extension CarriedStore {
    /// What the touchpoints of these kinds carry, by position.
    package func values(_ carried: Carried, of kinds: Set<String>) async throws -> TouchValues {
        try await column(carried).values(of: kinds.compactMap(line.catalogue.number(ofKind:)))
    }

    /// The touchpoints that have this property: with this value, or with any.
    package func touches(property name: String, _ value: String?) async throws -> TouchSet {
        try await column(.property(name)).touches(with: value, of: line.catalogue.kindNumbers)
    }

    private func column(_ carried: Carried) async throws -> CarriedColumn {
        try await line.carried.column(carried) { [database = line.database] known in try await database.read { try Self.newest(known, $0) } }
    }

    /// The same with what has come since it was read; read anew where something was erased meanwhile.
    private static func newest(_ known: CarriedColumn, _ session: Session) throws -> CarriedColumn {
        let standing = try LineFeedStore.standing(session)
        let (position, erasures) = (standing.position, standing.erasures)
        var column = erasures == known.erasures ? known : CarriedColumn(known.carried, erasures: erasures)
        let last = column.last
        guard position > last else { return column }
        column.reach(position)
        switch column.carried {
        case .subject(let type):
            // Compared as it is found: by the index of subjects all of the type would be read.
            try session.scan(
                """
                SELECT position, kind, subject_id FROM touchpoint
                WHERE position > \(last) AND position <= \(position) AND subject_id IS NOT NULL AND subject_type || '' = \(type)
                """
            ) { row in
                if let id = row.text(2) { column.take(id, at: row.whole(0), ofKind: row.whole(1)) }
            }
        case .property(let name):
            let property = PropertyText(name)
            try session.scan(
                "SELECT position, kind, properties FROM touchpoint WHERE position > \(last) AND position <= \(position) AND properties IS NOT NULL"
            ) { row in
                if let value = row.text(2).flatMap(property.value) { column.take(value, at: row.whole(0), ofKind: row.whole(1)) }
            }
        }
        return column
    }
}

extension CarriedStore {
    /// How many of the newest touchpoints of a kind are looked at for what they carry.
    private static let looked = 50

    /// What the newest touchpoints of these kinds carry, by name: the types of things first, then properties that are no sentences.
    package func found(in kinds: Set<String>) async throws -> [Carried] {
        let numbers = kinds.compactMap(line.catalogue.number(ofKind:)).sorted()
        return try await line.database.read { session in
            var (types, names) = (Set<String>(), Set<String>())
            for kind in numbers {
                let rows = try session.rows(
                    """
                    SELECT subject_type, properties FROM touchpoint WHERE kind = \(kind) ORDER BY occurred_at DESC, position DESC LIMIT \(Self.looked)
                    """)
                for row in rows {
                    if let type: String = try row.find("subject_type") { types.insert(type) }
                    if let properties: String = try row.find("properties") { names.formUnion(Self.names(properties)) }
                }
            }
            return types.sorted().map { .subject($0) } + names.subtracting(Touchpoint.wordNames).sorted().map { .property($0) }
        }
    }

    /// The properties that the newest touchpoints of each kind carry, with the values that they have there; the most frequent first.
    ///
    /// - Parameter most: so many at the most, of properties and of values of each.
    package func frequent(most: Int) async throws -> [(name: String, values: [String])] {
        let numbers = line.catalogue.kindNumbers
        let counts = try await line.database.read { session in
            var counts: [String: [String: Int]] = [:]
            for kind in numbers {
                let rows = try session.rows(
                    """
                    SELECT properties FROM touchpoint WHERE kind = \(kind) ORDER BY occurred_at DESC, position DESC LIMIT \(Self.looked)
                    """)
                for row in rows {
                    guard let properties: String = try row.find("properties") else { continue }
                    for name in Self.names(properties) where !Touchpoint.wordNames.contains(name) {
                        if let value = PropertyText(name).value(in: properties) { counts[name, default: [:]][value, default: 0] += 1 }
                    }
                }
            }
            return counts
        }
        func ranked(_ counts: [String: Int]) -> [String] {
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map(\.key)
        }
        return ranked(counts.mapValues { $0.values.reduce(0, +) }).map { (name: $0, values: ranked(counts[$0] ?? [:]).filter { $0.count <= 60 }) }
    }

    private static func names(_ properties: String) -> [String] {
        // What senders put here was checked to be JSON when it came; anything else shows as no properties.
        let object = try? JSONSerialization.jsonObject(with: Data(properties.utf8)) as? [String: Any]
        return object?.filter { $0.value is String || $0.value is NSNumber }.map(\.key) ?? []
    }
}
