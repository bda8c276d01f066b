import Kernel
import People
import Storage

/// Identifiers of nobody, each for what belonged to one person.
struct AnonymousStore {
    /// The number of their type.
    static let type: Int64 = 99

    /// A new one for each of these people.
    func make(for people: Set<Int64>, in tx: Transaction) throws -> [Int64: Int64] {
        guard !people.isEmpty else { return [:] }
        let first = try tx.take(people.count, of: "identifier")
        let numbered = people.sorted().enumerated().map { (person: $1, number: first + Int64($0)) }
        try tx.run(
            "INSERT INTO identifier (id, type, value, person, seen_at) VALUES (\(0), \(0), \(""), \(0), \(0))",
            each: numbered.map {
                [.integer($0.number), .integer(Self.type), .text(ID<Identifier>(at: tx.now).description), .integer($0.number), tx.now.stored]
            })
        return Dictionary(numbered.map { ($0.person, $0.number) }, uniquingKeysWith: { first, _ in first })
    }
}
