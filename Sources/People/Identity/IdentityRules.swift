import Kernel
import Storage

/// What an administrator has set about identifiers: how strong each type is, how many of it one person may have.
package struct IdentityRules: Sendable {
    package struct TypeRule: Sendable, Hashable {
        package let number: Int64
        package let type: IdentifierType
        package let name: String
        /// 1 is strongest.
        package let priority: Int
        package let mostPerPerson: Int
    }

    package private(set) var byType: [IdentifierType: TypeRule] = [:]
    private var byNumber: [Int64: TypeRule] = [:]

    package init(_ rules: [TypeRule]) {
        for rule in rules {
            byType[rule.type] = rule
            byNumber[rule.number] = rule
        }
    }

    package subscript(number number: Int64) -> TypeRule? { byNumber[number] }

    /// Weaker than all that have a rule, when there is none.
    package func priority(of type: IdentifierType) -> Int { byType[type]?.priority ?? Int.max }
}

extension IdentityRules {
    static func load(_ reading: some Reading) throws -> IdentityRules {
        IdentityRules(
            try reading.rows("SELECT id, key, name, priority, most_per_person FROM identifier_type ORDER BY id").map { row in
                TypeRule(
                    number: try row.get("id"), type: IdentifierType(rawValue: try row.get("key")), name: try row.get("name"),
                    priority: try row.get("priority"), mostPerPerson: try row.get("most_per_person"))
            })
    }
}
