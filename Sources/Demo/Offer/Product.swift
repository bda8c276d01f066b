/// What the company sells. Models are named after birds.
struct Product: Hashable, Sendable {
    let model: String
    let category: Category
    /// Price in euros, before size of order and currency.
    let euros: Double

    /// Sends how it is used.
    var isConnected: Bool { category == .desk }

    var path: String { "/products/\(category.rawValue)/\(model.lowercased())" }

    enum Category: String, Sendable, CaseIterable {
        case desk = "desks"
        case chair = "chairs"
        case booth = "booths"
        case table = "tables"
        case shelf = "shelves"
        case lamp = "lamps"
    }
}

extension Product {
    static let all = [
        Product(model: "Tern", category: .desk, euros: 690), Product(model: "Plover", category: .desk, euros: 840),
        Product(model: "Wren", category: .chair, euros: 420), Product(model: "Heron", category: .chair, euros: 590),
        Product(model: "Owl", category: .booth, euros: 5_400), Product(model: "Starling", category: .table, euros: 980),
        Product(model: "Martin", category: .shelf, euros: 260), Product(model: "Robin", category: .lamp, euros: 95),
    ]

    /// What a company buys: anything.
    static let forOffices: KeyValuePairs = [0: 24.0, 1: 14, 2: 26, 3: 12, 4: 6, 5: 8, 6: 6, 7: 4]
    /// What somebody buys for home: no booths, no conference tables.
    static let forHomes: KeyValuePairs = [0: 28.0, 1: 8, 2: 30, 3: 9, 6: 11, 7: 14]

    static func any(forHome: Bool, _ dice: inout Dice) -> Product { all[dice.pick(forHome ? forHomes : forOffices)] }
}
