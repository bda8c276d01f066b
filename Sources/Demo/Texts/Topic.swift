/// What people speak of when they give their opinion.
enum Topic: Sendable, CaseIterable {
    case deliveryGood
    case deliveryLate
    case deliveryDamaged
    case deliveryIncomplete
    case productGood
    case productBad
    case serviceGood
    case serviceBad
    /// Service was good, and there should have been no need of it.
    case serviceGoodDeliveryBad
    case valueGood
    case valueBad
    case orderingGood
    case orderingBad
    case showroom
    case planGood
    case planBad
    case mixed

    var tone: Tone {
        switch self {
        case .deliveryGood, .productGood, .serviceGood, .valueGood, .orderingGood, .showroom, .planGood: .good
        case .mixed, .serviceGoodDeliveryBad: .mixed
        default: .bad
        }
    }
}

enum Tone: Sendable, CaseIterable {
    case good
    case mixed
    case bad

    /// −1 … 1, as a reader would feel it.
    func sentiment(_ dice: inout Dice) -> Double {
        let range =
            switch self {
            case .good: 0.35...0.95
            case .mixed: -0.15...0.35
            case .bad: -0.95 ... -0.35
            }
        return (dice.between(range.lowerBound, range.upperBound) * 100).rounded() / 100
    }
}

/// What people come to service with.
enum Matter: String, Sendable, CaseIterable {
    case presales
    case status
    case late
    case damaged
    case incomplete
    case assembly
    case invoice
    case fault
    case plan
    case returns

    /// What went wrong with a delivery.
    var isDelivery: Bool { self == .late || self == .damaged || self == .incomplete }

    /// How people speak of it afterwards.
    var complaint: Topic {
        switch self {
        case .late: .deliveryLate
        case .damaged: .deliveryDamaged
        case .incomplete: .deliveryIncomplete
        default: .productBad
        }
    }
}

/// Pages of the site.
enum Page: String, Sendable, CaseIterable {
    case home = "/"
    case desks = "/products/desks"
    case chairs = "/products/chairs"
    case booths = "/products/booths"
    case flex = "/flex"
    case prices = "/prices"
    case delivery = "/delivery"
    case showrooms = "/showrooms"
    case sustainability = "/sustainability"
    case about = "/about"
    case warranty = "/warranty"
    case orders = "/account/orders"
}
