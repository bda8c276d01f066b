extension Catalogue {
    /// Kinds that explain no opinion: they are opinions themselves, or belong to no moment. One that nobody has placed yet may explain something.
    package var kindsThatExplainNothing: Set<String> {
        Set(kinds.lazy.filter { $0.stage == .opinion || ($0.stage == nil && !$0.department.isEmpty) }.map(\.key))
    }

    /// Kinds that move somebody along the journey: all but those of any moment. One that nobody has placed yet may be a step too.
    package var kindsOfTheWay: Set<String> { Set(kinds.lazy.filter { $0.stage != nil || $0.department.isEmpty }.map(\.key)) }

    package func kind(key: String) -> Kind? { number(ofKind: key).flatMap { kind($0) } }
}
