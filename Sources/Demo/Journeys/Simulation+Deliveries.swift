import Kernel
import People
import Timeline

/// From the warehouse to the customer's door, and what that does to their mood: the part of the journey where the story breaks.
extension Simulation {
    /// Handed to the carrier of the region: how it will arrive is decided here.
    mutating func ship(_ order: Int, _ m: Moment) {
        let carrier = story.carrier(to: population.customers[m.who].region, at: m.at)
        orders[order].promised = m.at.day.adding(days: lives[m.who].dice.whole(4...8))
        orders[order].arrival = Arrival.drawn(by: carrier, in: m.at.day.month, &lives[m.who].dice)
        tell(
            "order_shipped", on: "email", by: identities(m).email, m, about: subject(order),
            ["carrier": .text(carrier.rawValue), "promised": .text(orders[order].promised.description)])
        tell("invoice_sent", on: "email", by: identities(m).email, m, value: orders[order].value, about: subject(order))
        planArrival(of: order, m)
        if chance(0.05, m) { plan(.contact(.status, order: order), m, days: 0...2, .courier) }
    }

    private mutating func planArrival(of order: Int, _ m: Moment) {
        let east = population.customers[m.who].east
        let arrival = orders[order].arrival
        let day = orders[order].promised.adding(days: arrival.daysLate)
        let delivery = Rhythm.courier.moment(on: day, east: east, &lives[m.who].dice)
        plan(.deliver(order), for: m.who, at: delivery)
        if arrival.isLate {
            let evening = orders[order].promised.start.adding(.seconds(Int64(15 - east) * 3_600 + Int64(lives[m.who].dice.whole(0...10_800))))
            plan(.delay(order), for: m.who, at: evening)
        } else if chance(0.5, m) {
            plan(.announce(order), for: m.who, at: delivery.adding(.minutes(-Int64(lives[m.who].dice.whole(40...100)))))
        }
    }

    mutating func announce(_ order: Int, _ m: Moment) {
        tell("sms_sent", on: "sms", by: identities(m).phone, m, about: subject(order), ["template": .text("on_its_way")])
    }

    mutating func delay(_ order: Int, _ m: Moment) {
        let onPhone = chance(0.5, m)
        tell(
            "delivery_delayed", on: onPhone ? "sms" : "email", by: onPhone ? identities(m).phone : identities(m).email, m, about: subject(order),
            ["carrier": .text(orders[order].arrival.carrier.rawValue)])
        suffer(.late, orders[order].arrival.annoyance * 0.2, order, m)
        if orders[order].arrival.daysLate > 2, chance(0.4, m) { plan(.contact(.late, order: order), m, days: 0...2, .courier) }
    }

    mutating func deliver(_ order: Int, _ m: Moment) {
        let arrival = orders[order].arrival
        tell(
            "delivery", on: "delivery", by: identities(m).user, m, about: subject(order),
            [
                "carrier": .text(arrival.carrier.rawValue), "region": .text(population.customers[m.who].region.name),
                "promised": .text(orders[order].promised.description), "days_late": .number(arrival.daysLate),
            ])
        if arrival.isLate { suffer(.late, arrival.annoyance, order, m) }
        if arrival.isFine { feel(0.08, m) }
        plan(.unpack(order), m, minutes: 8...50)
        if chance(0.75, m) { plan(.askAboutDelivery(order), m, days: 1...2, .office) }
        if chance(0.5, m) { plan(.askToRecommend(again: false), m, days: 14...30, .office) }
        planReviews(of: order, m)
        if lives[m.who].orders == 1, lives[m.who].contract != nil { plan(.onboard, m, days: 2...9) }
    }

    private mutating func planReviews(of order: Int, _ m: Moment) {
        if chance(0.22, m) { plan(.rateProduct(order), m, days: 14...30) }
        if chance(orders[order].arrival.isFine ? 0.1 : 0.26, m) { plan(.review(order), m, days: 4...21) }
        if orders[order].product.isConnected, !lives[m.who].hasConnectedDesk, chance(0.2, m) {
            lives[m.who].hasConnectedDesk = true
            plan(.deskSignal, m, days: 20...30)
        }
    }

    mutating func unpack(_ order: Int, _ m: Moment) {
        let arrival = orders[order].arrival
        let properties: Properties = ["carrier": .text(arrival.carrier.rawValue), "product": .text(orders[order].product.model)]
        if arrival.isDamaged {
            tell("delivery_damaged", on: "delivery", by: identities(m).user, m, about: subject(order), properties)
            suffer(.damaged, 0.6, order, m)
        }
        if arrival.isIncomplete {
            tell("delivery_incomplete", on: "delivery", by: identities(m).user, m, about: subject(order), properties)
            suffer(.incomplete, 0.48, order, m)
        }
        if let matter = arrival.matter, matter != .late, chance(0.85, m) { return plan(.contact(matter, order: order), m, days: 0...1, .courier) }
        if !population.customers[m.who].isAtHome, orders[order].product.category != .lamp, chance(0.5, m) {
            plan(.assemble(order), m, minutes: 40...150)
        } else if chance(0.08, m) {
            plan(.contact(.assembly, order: order), m, days: 0...3, .courier)
        }
        if chance(0.025, m) { plan(.contact(.returns, order: order), m, days: 3...20, .courier) }
    }

    mutating func assemble(_ order: Int, _ m: Moment) { tell("assembly_done", on: "visit", by: identities(m).user, m, about: subject(order)) }

    /// Disappoints the customer, and a little less the colleagues who wait for their chairs as well.
    private mutating func suffer(_ matter: Matter, _ weight: Double, _ order: Int, _ m: Moment) {
        let trouble = Trouble(matter: matter, product: orders[order].product, at: m.at)
        feel(-weight, m)
        lives[m.who].trouble = trouble
        guard let account = population.customers[m.who].account else { return }
        for colleague in population.accounts[account].members where colleague != m.who {
            lives[colleague].mood.feel(-weight * 0.8, at: m.at)
            lives[colleague].trouble = trouble
        }
    }

    // MARK: Asked about it

    mutating func askAboutDelivery(_ order: Int, _ m: Moment) {
        tell("survey_sent", on: "email", by: identities(m).email, m, about: subject(order), ["survey": .text("delivery")])
        if chance(0.38, m) { plan(.rateDelivery(order), m, hours: 1...40) }
    }

    mutating func rateDelivery(_ order: Int, _ m: Moment) {
        let arrival = orders[order].arrival
        let expected =
            switch arrival.matter {
            case .damaged: 1.7
            case .incomplete: 2.1
            case .late: 3.0 - 0.1 * Double(arrival.daysLate)
            default: 4.65
            }
        tellRating("delivery_rated", around: expected, of: order, topics: [.good: .deliveryGood, .bad: arrival.matter?.complaint ?? .mixed], m)
    }

    mutating func rateProduct(_ order: Int, _ m: Moment) {
        tellRating("product_rated", around: chance(0.88, m) ? 4.6 : 2.7, of: order, topics: [.good: .productGood, .bad: .productBad], m)
    }

    /// What is said follows the stars.
    private mutating func tellRating(_ kind: String, around expected: Double, of order: Int, topics: [Tone: Topic], _ m: Moment) {
        let rating = lives[m.who].dice.around(expected, 0.6).rounded().clamped(to: 1...5)
        let topic = topics[rating >= 4 ? .good : rating == 3 && orders[order].arrival.isFine ? .mixed : .bad] ?? .mixed
        let said = chance(0.5, m) ? remark(on: topic, about: orders[order].product, m) : nil
        tell(
            kind, on: "email", by: identities(m).email, m, score: Score(rating, on: .rating), sentiment: said?.sentiment, about: subject(order),
            ["text": .text(said?.text)])
    }
}
