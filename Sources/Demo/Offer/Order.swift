import Kernel

/// What was ordered, and how it will arrive.
struct Order: Sendable {
    let number: String
    let product: Product
    let quantity: Int
    let value: Money
    /// The day the customer was promised.
    var promised = Day(number: 0)
    var arrival = Arrival(carrier: .kestrel)
}

/// Who drives.
enum Carrier: String, Sendable {
    /// For many years, everywhere.
    case kestrel = "Kestrel Freight"
    /// The new one: cheaper.
    case quickstep = "Quickstep Cargo"
}

/// How an order arrives. Decided when it is handed to the carrier.
struct Arrival: Sendable {
    let carrier: Carrier
    var daysLate = 0
    var isDamaged = false
    var isIncomplete = false

    var isLate: Bool { daysLate > 0 }
    var isFine: Bool { !isLate && !isDamaged && !isIncomplete }

    /// A day or two are soon forgiven, a week is not.
    var annoyance: Double { Double(daysLate) * (0.03 + 0.004 * Double(daysLate)) }

    /// What the customer will complain about, the worst first.
    var matter: Matter? {
        if isDamaged { return .damaged }
        if isIncomplete { return .incomplete }
        return isLate ? .late : nil
    }
}

extension Arrival {
    /// The break of the story stands in these figures and nowhere else.
    static func drawn(by carrier: Carrier, in month: Month, _ dice: inout Dice) -> Arrival {
        var arrival = Arrival(carrier: carrier)
        switch carrier {
        case .kestrel:
            if dice.chance(month.month == 12 ? 0.08 : 0.05) { arrival.daysLate = dice.whole(1...3) }
            arrival.isDamaged = dice.chance(0.012)
            arrival.isIncomplete = dice.chance(0.012)
        case .quickstep:
            if dice.chance(0.58) { arrival.daysLate = dice.whole(3...12) }
            arrival.isDamaged = dice.chance(0.22)
            arrival.isIncomplete = dice.chance(0.18)
        }
        return arrival
    }
}
