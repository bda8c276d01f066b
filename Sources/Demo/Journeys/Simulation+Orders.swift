import Kernel
import People
import Timeline

/// Orders, and whether another one follows: that is where mood turns into money.
extension Simulation {
    mutating func placeOrder(at place: OrderPlace, _ m: Moment) {
        let order = newOrder(m)
        let known = identities(m)
        let by =
            switch place {
            case .web: web(0, m) + (lives[m.who].orders == 0 ? known.phone : [])
            case .shop: known.card + known.email
            case .email: known.email
            case .phone: known.user + known.phone
            }
        tell(
            "order_placed", on: place.rawValue, by: by, m, value: orders[order].value, about: subject(order),
            ["product": .text(orders[order].product.model), "quantity": .number(orders[order].quantity)])
        lives[m.who].orders += 1
        plan(.ship(order), m, days: 1...3, .office)
        plan(.consider, m, days: population.customers[m.who].isAtHome ? 60...125 : 32...66)
    }

    func subject(_ order: Int) -> Subject { Subject("order", orders[order].number) }

    mutating func newOrder(_ m: Moment) -> Int {
        let customer = population.customers[m.who]
        let product = lives[m.who].cart ?? Product.any(forHome: customer.isAtHome, &lives[m.who].dice)
        lives[m.who].cart = nil
        lives[m.who].product = product
        let quantity = customer.isAtHome ? lives[m.who].dice.pick([1: 8.0, 2: 2]) : officeQuantity(of: product, m)
        let discount = quantity > 5 ? 0.88 : 1
        let price = customer.city.country.price(euros: product.euros * Double(quantity) * discount)
        orders.append(Order(number: "A\(50_001 + orders.count)", product: product, quantity: quantity, value: price))
        return orders.count - 1
    }

    private mutating func officeQuantity(of product: Product, _ m: Moment) -> Int {
        switch product.category {
        case .booth: 1
        case .table, .shelf: lives[m.who].dice.whole(1...4)
        default: lives[m.who].dice.whole(2...14)
        }
    }

    // MARK: Another one?

    /// 1 for those who are content, next to nothing for those who are angry.
    private func appetite(_ m: Moment) -> Double { ((mood(m) + 0.3) / 0.75).clamped(to: 0.03...1.25) }

    mutating func consider(_ m: Moment) {
        if givesUp(m) { return leave(m) }
        let isAtHome = population.customers[m.who].isAtHome
        if chance(0.5, m) { visit(0, 1...3, .shopping, m) }
        if chance(0.12, m) { plan(.visitShowroom, m, days: 0...6, .courier) }
        guard chance((isAtHome ? 0.44 : 0.64) * appetite(m) * Season.strength(of: m.at.day.month), m) else { return hesitate(m) }
        if isAtHome { plan(.fillCart, m, days: 0...3) } else { planOfficeOrder(m) }
    }

    private mutating func planOfficeOrder(_ m: Moment) {
        switch lives[m.who].dice.share() {
        case ..<0.2: plan(.askForQuote, m, days: 0...4)
        case ..<0.7: plan(.order(.web), m, days: 0...5)
        case ..<0.9: plan(.order(.email), m, days: 0...5)
        default: plan(.order(.phone), m, days: 0...5)
        }
    }

    private mutating func hesitate(_ m: Moment) {
        if chance(0.1, m), mood(m) > 0 {
            tell("offer_sent", on: "email", by: identities(m).email, m, ["discount_percent": .number(lives[m.who].dice.pick([5, 10, 15]))])
        }
        plan(.consider, m, days: population.customers[m.who].isAtHome ? 60...125 : 32...66)
    }

    private mutating func givesUp(_ m: Moment) -> Bool {
        let isBound = lives[m.who].contract.map { contracts[$0].runs } ?? false
        return !isBound && mood(m) < -0.25 && chance(0.3, m)
    }

    private mutating func leave(_ m: Moment) {
        if lives[m.who].reads { tell("consent_withdrawn", on: "email", by: identities(m).email, m, ["purpose": .text("newsletter")]) }
        lives[m.who].hasLeft = true
    }
}
