extension LabelStore {
    /// With what the demo company marks its conversations.
    package func setUpDemo() async throws {
        let labels: [(name: String, colour: Label.Colour)] = [
            ("Call back", .plum), ("Damage", .brick), ("Delivery", .sea), ("Invoice", .ochre), ("Missing parts", .moss),
        ]
        for label in labels { try await save(nil, name: label.name, label.colour, by: nil) }
    }
}
