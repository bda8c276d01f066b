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

    /// Strongest first.
    package var all: [TypeRule] { byType.values.sorted { ($0.priority, $0.number) < ($1.priority, $1.number) } }

    /// Weaker than all that have a rule, when there is none.
    package func priority(of type: IdentifierType) -> Int { byType[type]?.priority ?? Int.max }
}
