extension Catalogue {
    /// Kinds that happen to a customer on the way and may explain an opinion; the others are opinions themselves, or belong to no moment.
    package var kindsThatExplainNothing: Set<String> { Set(kinds.lazy.filter { $0.stage == nil || $0.stage == .opinion }.map(\.key)) }

    package func kind(key: String) -> Kind? { number(ofKind: key).flatMap { kind($0) } }
}
