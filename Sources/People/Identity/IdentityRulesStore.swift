import Storage

extension IdentityRules {
    static func load(_ reading: some Reading) throws -> IdentityRules {
        IdentityRules(
            try reading.rows("SELECT id, key, name, priority, most_per_person FROM identifier_type WHERE key <> 'erased' ORDER BY id").map { row in
                TypeRule(
                    number: try row.get("id"), type: IdentifierType(rawValue: try row.get("key")), name: try row.get("name"),
                    priority: try row.get("priority"), mostPerPerson: try row.get("most_per_person"))
            })
    }
}
