import Kernel
import People
import Timeline

/// From knowing the company to buying: demos and quotes at work, carts at home.
extension Simulation {
    mutating func planDecision(_ m: Moment) {
        if population.customers[m.who].isAtHome {
            plan(.fillCart, m, days: 0...4)
        } else {
            plan(chance(0.7, m) ? .bookDemo : .askForQuote, m, days: 0...6)
        }
    }

    // MARK: At work

    mutating func bookDemo(_ m: Moment) {
        tell("demo_booked", on: "web", by: web(0, m), m)
        plan(.holdDemo, m, days: 2...9)
    }

    mutating func holdDemo(_ m: Moment) {
        let channel = lives[m.who].dice.pick(["video_call": 60.0, "shop": 25, "visit": 15])
        tell("demo_held", on: channel, by: identities(m).email, m, ["minutes": .number(lives[m.who].dice.whole(25...75))])
        feel(0.03, m)
        plan(.askForQuote, m, days: 1...6)
    }

    mutating func askForQuote(_ m: Moment) {
        tell("quote_requested", on: chance(0.6, m) ? "web" : "email", by: identities(m).user + identities(m).email, m)
        plan(.sendQuote, m, hours: 3...26)
    }

    mutating func sendQuote(_ m: Moment) {
        let number = "Q\(lives[m.who].dice.decimal(6))"
        let value = population.customers[m.who].city.country.price(euros: lives[m.who].dice.between(2_500, 24_000))
        tell("quote_sent", on: "email", by: identities(m).email, m, value: value, about: Subject("quote", number))
        guard chance(0.86, m) else { return plan(.askForQuote, m, days: 50...140) }
        let startsPlan = lives[m.who].contract == nil && chance(0.6, m)
        plan(startsPlan ? .startPlan : .order(chance(0.6, m) ? .email : .web), m, days: 2...15)
    }

    // MARK: At home

    mutating func fillCart(_ m: Moment) {
        let product = Product.any(forHome: true, &lives[m.who].dice)
        lives[m.who].cart = product
        let price = population.customers[m.who].city.country.price(euros: product.euros)
        tell("cart_add", on: "web", by: web(0, m), m, value: price, ["product": .text(product.model)])
        if chance(0.66, m) { plan(.goToCheckout, m, minutes: 1...14) } else { plan(.rememberCart, m, hours: 1...3) }
    }

    mutating func goToCheckout(_ m: Moment) {
        tell("checkout_started", on: "web", by: web(0, m), m)
        plan(.order(.web), m, minutes: 1...7)
    }

    /// What was left on the web is often finished there, and sometimes in the showroom: one cart, two channels.
    mutating func rememberCart(_ m: Moment) {
        tell("cart_abandoned", on: "web", by: web(0, m), m)
        switch lives[m.who].dice.share() {
        case ..<0.45: plan(.order(.web), m, days: 1...5)
        case ..<0.72: plan(.order(.shop), m, days: 1...10)
        default: plan(.consider, m, days: 40...110)
        }
    }
}
