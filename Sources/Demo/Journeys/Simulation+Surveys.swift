import Kernel
import People
import Timeline

/// What customers are asked after a contact with service: satisfaction, or how much effort it was.
extension Simulation {
    mutating func askAboutService(_ number: Int, _ m: Moment) {
        guard lives[m.who].isKnown, chance(0.75, m) else { return }
        let isEffort = chance(0.2, m)
        tell(
            "survey_sent", on: "email", by: identities(m).email, m, about: subject(of: number),
            ["survey": .text(isEffort ? "effort" : "satisfaction")])
        if chance(0.44, m) { plan(isEffort ? .rateEffort(number) : .rateService(number), m, hours: 0...30) }
    }

    /// It is the answer that is judged, not what made it necessary; a disappointment colours it a little.
    mutating func rateService(_ number: Int, _ m: Moment) {
        let it = cases[number]
        let shares = it.reopened ? [0.08, 0.14, 0.24, 0.32, 0.22] : mood(m) < 0 ? [0.02, 0.03, 0.08, 0.26, 0.61] : [0.012, 0.02, 0.06, 0.24, 0.668]
        let stars = lives[m.who].dice.place(in: shares) + 1
        let said = chance(0.4, m) ? remark(on: serviceTopic(stars, it), m) : nil
        tell(
            "survey_csat", on: "email", by: identities(m).email, m, score: Score(Double(stars), on: .csat), sentiment: said?.sentiment,
            about: subject(of: number), ["text": .text(said?.text), "agent": .text(it.agent)])
    }

    private mutating func serviceTopic(_ stars: Int, _ it: Case) -> Topic {
        if stars <= 3 { return .serviceBad }
        return it.matter.isDelivery ? .serviceGoodDeliveryBad : .serviceGood
    }

    mutating func rateEffort(_ number: Int, _ m: Moment) {
        let expected = cases[number].matter.isDelivery ? 5.0 : 5.9
        let ease = lives[m.who].dice.around(expected, 0.9).rounded().clamped(to: 1...7)
        tell("survey_ces", on: "email", by: identities(m).email, m, score: Score(ease, on: .ces), about: subject(of: number))
    }
}
