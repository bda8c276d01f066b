import Kernel
package import Storage
import Synchronization

/// Turns the identifiers of what arrives into their numbers, making new ones as they appear.
///
/// Numbers never change, so the ones met lately are remembered; what a transaction made is remembered only once it is committed.
package final class SightingStore: Sendable {
    private static let mostRemembered = 250_000

    private struct Memory {
        var numbers: [Identifier: Int64] = [:]
        /// How many erasures there were when it was begun.
        var erasures: Int64 = 0
    }

    private let memory = Mutex(Memory())

    package init() {}

    /// What is remembered from before the latest erasure is forgotten, whichever server or command erased.
    package func forget(before erasures: Int64) {
        memory.withLock { memory in
            if memory.erasures != erasures { memory = Memory(erasures: erasures) }
        }
    }

    /// Those of which nothing is remembered.
    package func unmet(_ identifiers: Set<Identifier>) -> [Identifier] {
        memory.withLock { memory in identifiers.filter { memory.numbers[$0] == nil } }
    }

    /// The numbers of all these identifiers.
    package func numbers(of identifiers: Set<Identifier>, in tx: Transaction, rules: IdentityRules) throws -> Numbers {
        var numbers = Numbers()
        memory.withLock { memory in
            numbers.erasures = memory.erasures
            for identifier in identifiers { numbers.known[identifier] = memory.numbers[identifier] }
        }
        let unknown = identifiers.filter { numbers.known[$0] == nil }
        guard !unknown.isEmpty else { return numbers }
        let groups = Dictionary(grouping: unknown, by: \.type)
        if let stranger = groups.keys.first(where: { rules.byType[$0] == nil }) {
            throw Failure.invalid("identifier", "has a type that is not known: \(stranger.rawValue)")
        }
        // The strongest gets the lowest number, and with it the person's: what is split off later is then the weaker.
        for rule in rules.all {
            if let group = groups[rule.type] { try add(group, of: rule, to: &numbers, in: tx) }
        }
        return numbers
    }

    package struct Numbers: Sendable {
        fileprivate var known: [Identifier: Int64] = [:]
        fileprivate var erasures: Int64 = 0
        /// Those that were seen for the first time.
        package fileprivate(set) var new: [Identifier] = []

        package subscript(identifier: Identifier) -> Int64? { known[identifier] }
    }

    /// To be called once the transaction that made the numbers is committed.
    package func remember(_ numbers: Numbers) {
        memory.withLock { memory in
            guard numbers.erasures == memory.erasures else { return }
            if memory.numbers.count > Self.mostRemembered { memory.numbers.removeAll(keepingCapacity: true) }
            memory.numbers.merge(numbers.known, uniquingKeysWith: { _, new in new })
        }
    }

    private func add(_ identifiers: [Identifier], of rule: IdentityRules.TypeRule, to numbers: inout Numbers, in tx: Transaction) throws {
        for chunk in identifiers.chunked(by: 500) {
            try tx.forEach("SELECT value, id FROM identifier WHERE type = \(rule.number) AND value IN \(list: chunk.map(\.value))") { row in
                guard let identifier = Identifier(rule.type, try row.get(at: 0)) else { return }
                numbers.known[identifier] = try row.get(at: 1)
            }
        }
        let new = identifiers.filter { numbers.known[$0] == nil }.sorted { $0.value < $1.value }
        guard !new.isEmpty else { return }
        let last: Int64 = try tx.value("UPDATE counter SET value = value + \(new.count) WHERE name = 'identifier' RETURNING value") ?? 0
        let first = last - Int64(new.count) + 1
        for (offset, identifier) in new.enumerated() { numbers.known[identifier] = first + Int64(offset) }
        try tx.run(
            "INSERT INTO identifier (id, type, value, person, seen_at) VALUES (\(0), \(0), \(""), \(0), \(0))",
            each: new.enumerated().map { offset, identifier in
                let number = first + Int64(offset)
                return [.integer(number), .integer(rule.number), .text(identifier.value), .integer(number), tx.now.stored]
            })
        numbers.new += new
    }
}
