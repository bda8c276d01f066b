import Kernel
import People
import Timeline

/// Whether people would recommend the company, and what they tell the world.
extension Simulation {
    // MARK: Recommendation

    /// Everybody about twice a year, and some weeks after a delivery; nobody twice within three months.
    mutating func askToRecommend(again: Bool, _ m: Moment) {
        if again { plan(.askToRecommend(again: true), m, days: 160...230, .office) }
        guard isCustomer(m), lives[m.who].askedAt.adding(.days(90)) < m.at else { return }
        lives[m.who].askedAt = m.at
        tell("survey_sent", on: "email", by: identities(m).email, m, ["survey": .text("recommendation")])
        if chance(0.3 + 0.12 * abs(mood(m)), m) { plan(.recommend, m, hours: 0...60) }
    }

    mutating func recommend(_ m: Moment) {
        let answer = lives[m.who].dice.around(7.15 + 3.3 * mood(m), 1.15).rounded().clamped(to: 0...10)
        let said = chance(0.55, m) ? remark(on: topic(of: answer, m), about: recentTrouble(m)?.product, m) : nil
        tell(
            "survey_nps", on: "email", by: identities(m).email, m, score: Score(answer, on: .nps), sentiment: said?.sentiment,
            ["text": .text(said?.text)])
        if answer >= 9, chance(0.07, m) { plan(.refer, m, days: 1...20) }
        if answer >= 9, chance(0.02, m) { tell("testimonial_given", on: "email", by: identities(m).email, m) }
        if chance(0.01, m) { tell("interview_held", on: "video_call", by: identities(m).email, m, ["minutes": .number(45)]) }
    }

    private static let praise: KeyValuePairs = [
        Topic.productGood: 36.0, .deliveryGood: 20, .serviceGood: 18, .valueGood: 11, .orderingGood: 11, .showroom: 4,
    ]
    private static let grumbling: KeyValuePairs = [Topic.valueBad: 36.0, .productBad: 34, .orderingBad: 20, .serviceBad: 10]

    /// Nobody praises deliveries right after a bad one, or a plan they do not have.
    private mutating func praised(_ m: Moment) -> Topic {
        if lives[m.who].contract != nil, chance(0.25, m) { return .planGood }
        let topic = lives[m.who].dice.pick(Self.praise)
        return topic == .deliveryGood && recentTrouble(m) != nil ? .serviceGood : topic
    }

    private mutating func grumbled(_ m: Moment) -> Topic {
        lives[m.who].contract != nil && chance(0.2, m) ? .planBad : lives[m.who].dice.pick(Self.grumbling)
    }

    /// What is on their mind: what went wrong lately, before all else.
    private mutating func topic(of answer: Double, _ m: Moment) -> Topic {
        if answer <= 8, let trouble = recentTrouble(m), chance(0.8, m) { return trouble.matter.complaint }
        if answer >= 9 { return praised(m) }
        return answer >= 7 && chance(0.6, m) ? .mixed : grumbled(m)
    }

    private func recentTrouble(_ m: Moment) -> Trouble? {
        lives[m.who].trouble.flatMap { m.at.duration(since: $0.at) < .days(150) ? $0 : nil }
    }

    // MARK: Told to everybody

    mutating func review(_ order: Int, _ m: Moment) {
        let arrival = orders[order].arrival
        let stars = lives[m.who].dice.around(3.7 + 1.6 * mood(m) - (arrival.isFine ? 0 : 0.9), 0.7).rounded().clamped(to: 1...5)
        let tone: Tone = stars >= 4 ? .good : stars == 3 ? .mixed : .bad
        let topic = topicOfReview(tone, arrival, m)
        let title = lives[m.who].dice.pick(Texts.of(population.customers[m.who].language).titles[tone] ?? [])
        let said = remark(on: topic, about: orders[order].product, m)
        tell(
            "review_posted", on: chance(0.6, m) ? "review_site" : "web", by: identities(m).email, m, score: Score(stars, on: .rating),
            sentiment: said.sentiment, about: subject(order),
            ["title": .text(title), "text": .text(said.text), "product": .text(orders[order].product.model)])
        if chance(tone == .good ? 0.35 : 0.93, m) { plan(.answerReview(bad: tone != .good, order: order), m, days: 0...2, .office) }
    }

    private mutating func topicOfReview(_ tone: Tone, _ arrival: Arrival, _ m: Moment) -> Topic {
        switch tone {
        case .good: chance(0.6, m) ? .productGood : praised(m)
        case .mixed: arrival.matter?.complaint ?? .mixed
        case .bad: arrival.matter?.complaint ?? grumbled(m)
        }
    }

    mutating func answerReview(isBad: Bool, _ order: Int, _ m: Moment) {
        let text = words(m) { $1.pick($0.answers[isBad ? .bad : .good] ?? []) }
        tell("review_answered", on: "review_site", by: identities(m).email, m, about: subject(order), ["text": .text(text)])
    }

    /// Strong feelings are shared; lukewarm ones are not.
    mutating func mention(_ m: Moment) {
        plan(.mention, m, days: 50...120)
        let feeling = mood(m)
        guard feeling > 0.45 || feeling < 0, isCustomer(m) else { return }
        let trouble = feeling > 0 ? nil : recentTrouble(m)
        let topic = feeling > 0 ? praised(m) : trouble?.matter.complaint ?? grumbled(m)
        let said = remark(on: topic, about: trouble?.product, m)
        tell("social_mention", on: "social", by: identities(m).social, m, sentiment: said.sentiment, ["text": .text(said.text)])
    }

    mutating func post(_ m: Moment) {
        plan(.post, m, days: 60...150)
        let text = words(m) { $1.pick($0.posts) }
        tell("community_post", on: "community", by: identities(m).user, m, ["text": .text(text)])
    }

    mutating func refer(_ m: Moment) { tell("referral_made", on: "email", by: identities(m).email, m) }
}
