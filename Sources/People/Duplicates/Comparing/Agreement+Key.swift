extension Agreement {
    /// How it is written down: `oneLetter`.
    package var key: String { "\(self)" }

    package init?(key: String) {
        guard let agreement = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = agreement
    }
}
