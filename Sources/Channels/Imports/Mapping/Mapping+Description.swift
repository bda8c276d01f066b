extension Mapping: CustomStringConvertible {
    /// As `--map` takes it; equal mappings give equal texts.
    package var description: String {
        let given = entries.map { "\($0.meaning.name)=\($0.source)" }
        return (given + traitPrefixes.map { "traits=\(Self.quotedIfNeeded($0))" }).joined(separator: ",")
    }

    static func quotedIfNeeded(_ name: String) -> String {
        name.contains(where: { ",='\" ".contains($0) }) ? "'\(name)'" : name
    }
}

extension Mapping.Source: CustomStringConvertible {
    package var description: String {
        switch self {
        case .column(let name): Mapping.quotedIfNeeded(name)
        case .constant(let text): "\"\(text)\""
        }
    }
}
