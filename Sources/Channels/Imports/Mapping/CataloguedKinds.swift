/// The kinds that names in a file stand for: a file says the same few again and again.
struct CataloguedKinds {
    private static let most = 1_000
    private var known: [String: String] = [:]

    mutating func kind(_ name: String) -> String {
        if let kind = known[name] { return kind }
        let kind = EventName.catalogued(name)
        if known.count < Self.most { known[name] = kind }
        return kind
    }
}
