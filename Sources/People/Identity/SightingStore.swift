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
    package func unmet(_ identifiers: [Identifier]) -> [Identifier] {
        memory.withLock { memory in identifiers.filter { memory.numbers[$0] == nil } }
    }

    /// What is remembered of these identifiers.
    ///
    /// - Parameter identifiers: each once.
    package func remembered(_ identifiers: [Identifier]) -> Numbers {
        var numbers = Numbers(of: identifiers)
        recall(Array(identifiers.indices), &numbers)
        return numbers
    }

    private func recall(_ places: [Int], _ numbers: inout Numbers) {
        numbers.unmet = []
        memory.withLock { memory in
            numbers.erasures = memory.erasures
            for place in places {
                if let known = memory.numbers[numbers.identifiers[place]] { numbers.numbers[place] = known } else { numbers.unmet.append(place) }
            }
        }
    }

    /// The numbers of all these identifiers, as far as they were not remembered.
    package func numbers(_ met: Numbers, in tx: Transaction, rules: IdentityRules) throws -> Numbers {
        // Some may have become known meanwhile; after an erasure nothing remembered holds.
        let isFresh = memory.withLock { $0.erasures == met.erasures }
        var numbers = isFresh ? met : Numbers(of: met.identifiers)
        recall(isFresh ? met.unmet : Array(met.identifiers.indices), &numbers)
        guard !numbers.unmet.isEmpty else { return numbers }
        let identifiers = numbers.identifiers
        let groups = Dictionary(grouping: numbers.unmet) { identifiers[$0].type }
        if let stranger = groups.keys.first(where: { rules.byType[$0] == nil }) {
            throw Failure.invalid("identifier", "has a type that is not known: \(stranger.rawValue)")
        }
        // The strongest gets the lowest number, and with it the person's: what is split off later is then the weaker.
        for rule in rules.all {
            if let group = groups[rule.type] { try add(group, of: rule, to: &numbers, in: tx) }
        }
        return numbers
    }

    /// What identifiers are called by, at their places in the list that was asked for.
    package struct Numbers: Sendable {
        fileprivate let identifiers: [Identifier]
        fileprivate var numbers: [Int64]
        /// Those that were not remembered.
        fileprivate var unmet: [Int] = []
        fileprivate var new: [Int] = []
        fileprivate var erasures: Int64 = 0

        fileprivate init(of identifiers: [Identifier]) {
            self.identifiers = identifiers
            numbers = Array(repeating: 0, count: identifiers.count)
        }

        package subscript(place: Int) -> Int64 { numbers[place] }

        /// Those that were seen for the first time.
        package var newcomers: [(number: Int64, identifier: Identifier)] { new.map { (numbers[$0], identifiers[$0]) } }
    }

    /// To be called once the transaction that made the numbers is committed.
    package func remember(_ numbers: Numbers) {
        guard !numbers.unmet.isEmpty else { return }
        memory.withLock { memory in
            guard numbers.erasures == memory.erasures else { return }
            if memory.numbers.count > Self.mostRemembered { memory.numbers.removeAll(keepingCapacity: true) }
            for place in numbers.unmet { memory.numbers[numbers.identifiers[place]] = numbers.numbers[place] }
        }
    }

    private func add(_ places: [Int], of rule: IdentityRules.TypeRule, to numbers: inout Numbers, in tx: Transaction) throws {
        for chunk in places.chunked(by: 500) {
            let byValue = Dictionary(chunk.map { (numbers.identifiers[$0].value, $0) }, uniquingKeysWith: { first, _ in first })
            let values = chunk.map { numbers.identifiers[$0].value }
            // One by one through the index, whatever is believed of how many there are: PostgreSQL compares a list with all of a type while it
            // takes the table for small, as it does in the first minutes of an installation.
            try tx.forEach(
                "SELECT column1, (SELECT id FROM identifier WHERE type = \(rule.number) AND value = column1) FROM (VALUES \(rows: values)) AS wanted"
            ) { row in
                guard let place = byValue[try row.get(at: 0)], let number = try row.find(at: 1, as: Int64.self) else { return }
                numbers.numbers[place] = number
            }
        }
        let new = places.filter { numbers.numbers[$0] == 0 }.sorted { numbers.identifiers[$0].value < numbers.identifiers[$1].value }
        guard !new.isEmpty else { return }
        let first = try tx.take(new.count, of: "identifier")
        for (offset, place) in new.enumerated() { numbers.numbers[place] = first + Int64(offset) }
        try tx.run(
            "INSERT INTO identifier (id, type, value, person, seen_at) VALUES (\(0), \(0), \(""), \(0), \(0))",
            each: new.map { place in
                let number = Value.integer(numbers[place])
                return [number, .integer(rule.number), .text(numbers.identifiers[place].value), number, tx.now.stored]
            })
        numbers.new += new
    }
}
