extension Identifier {
    /// What programs and people write where there is nothing to say, in any case of letters. Joined by one of these, strangers would be one.
    package static let valuesOfNobody = [
        "null", "undefined", "nan", "[object object]", "none", "n/a", "0", "anonymous", "guest", "test@example.com",
    ]

    /// Whether it is one of those, of whatever type: what it came with is no evidence, and belongs to whom else is named.
    package var namesNobody: Bool { value.utf8.count <= 16 && Self.nobody.contains(value.lowercased()) }

    private static let nobody = Set(valuesOfNobody)
}
