import Kernel
import People
import Timeline

/// Plays the story: takes the next thing on the agenda, lets it happen, and tells the touchpoints it made.
///
/// Each customer is followed by rules in the extensions of this type, one file for each part of the journey. A rule may draw from the
/// customer's own dice, change their mood, tell touchpoints at its moment, and plan what happens later.
struct Simulation: IteratorProtocol, Sendable {
    let population: Population
    let story: DemoStory
    private let seed: UInt64
    private let now: Instant
    private var agenda = Agenda()
    private var ready: [NewTouchpoint] = []

    var lives: [Life]
    var orders: [Order] = []
    var cases: [Case] = []
    var contracts: [Contract] = []

    init(of population: Population, story: DemoStory, seed: UInt64, from start: Instant, until now: Instant) {
        self.population = population
        self.story = story
        self.seed = seed
        self.now = now
        lives = population.customers.enumerated().map { who, customer in
            Life(dice: Dice(seed: seed, stream: UInt64(who) + 1), mood: Mood(customer.character, at: start))
        }
        for (who, customer) in population.customers.enumerated() { agenda.plan(firstStep(of: customer, who), for: who, at: customer.arrival) }
    }

    mutating func next() -> NewTouchpoint? {
        while ready.isEmpty {
            guard let entry = agenda.next(), entry.at <= now else { return nil }
            let moment = Moment(who: entry.who, at: entry.at)
            if !lives[moment.who].hasLeft { happen(entry.step, moment) }
        }
        return ready.removeFirst()
    }
}

/// Whom something happens to, and when.
struct Moment: Sendable {
    let who: Int
    let at: Instant
}

// MARK: - Telling

extension Simulation {
    /// Appends a touchpoint of the moment to what is told.
    mutating func tell(
        _ kind: String, on channel: String, by identifiers: [Identifier], _ m: Moment, score: Score? = nil, sentiment: Double? = nil,
        value: Money? = nil, about subject: Subject? = nil, _ properties: Properties = [:], traits: [String: String] = [:]
    ) {
        guard !identifiers.isEmpty else { return }
        let company = lives[m.who].isKnown ? population.customers[m.who].account.map { population.accounts[$0].key } : nil
        ready.append(
            NewTouchpoint(
                kind, channel: channel, by: identifiers, at: m.at, score: score, sentiment: sentiment, value: value, key: nextKey(m.who),
                subject: subject, properties: properties.json, traits: traits, company: company))
    }

    /// The same for the same seed, customer and count.
    private mutating func nextKey(_ who: Int) -> SourceKey {
        lives[who].told += 1
        return SourceKey(bits: UInt128(seed) << 64 | UInt128(who) << 32 | UInt128(lives[who].told))
    }

    /// A text in the customer's language that is not the one they had last.
    mutating func words(_ m: Moment, _ draw: (Texts, inout Dice) -> String) -> String {
        let texts = Texts.of(population.customers[m.who].language)
        var text = draw(texts, &lives[m.who].dice)
        while text == lives[m.who].lastText { text = draw(texts, &lives[m.who].dice) }
        lives[m.who].lastText = text
        return text
    }

    /// A remark and how it sounds. Without a product it is about the one they bought last.
    mutating func remark(on topic: Topic, about product: Product? = nil, _ m: Moment) -> (text: String, sentiment: Double) {
        let product = product ?? ownProduct(m)
        let isAtWork = !population.customers[m.who].isAtHome
        let text = words(m) { $0.remark(on: topic, about: product, atWork: isAtWork, &$1) }
        return (text, topic.tone.sentiment(&lives[m.who].dice))
    }

    /// What they bought last, or what stands around where they work.
    mutating func ownProduct(_ m: Moment) -> Product {
        lives[m.who].product ?? Product.any(forHome: population.customers[m.who].isAtHome, &lives[m.who].dice)
    }
}

// MARK: - Planning

extension Simulation {
    mutating func plan(_ step: Step, for who: Int, at moment: Instant) { agenda.plan(step, for: who, at: moment) }

    mutating func plan(_ step: Step, _ m: Moment, seconds: ClosedRange<Int>) {
        agenda.plan(step, for: m.who, at: m.at.adding(.seconds(lives[m.who].dice.whole(seconds))))
    }

    mutating func plan(_ step: Step, _ m: Moment, minutes: ClosedRange<Int>) {
        plan(step, m, seconds: minutes.lowerBound * 60...minutes.upperBound * 60 + 59)
    }

    mutating func plan(_ step: Step, _ m: Moment, hours: ClosedRange<Int>) {
        plan(step, m, minutes: hours.lowerBound * 60...hours.upperBound * 60 + 59)
    }

    /// So many days later, in the hours that are the customer's, or the carrier's; at least some minutes later.
    mutating func plan(_ step: Step, _ m: Moment, days: ClosedRange<Int>, _ rhythm: Rhythm? = nil) {
        let customer = population.customers[m.who]
        let day = m.at.adding(.hours(Int64(customer.east))).day.adding(days: lives[m.who].dice.whole(days))
        let drawn = (rhythm ?? customer.rhythm).moment(on: day, east: customer.east, &lives[m.who].dice)
        let soonest = m.at.adding(.seconds(lives[m.who].dice.whole(300...3_000)))
        agenda.plan(step, for: m.who, at: max(drawn, soonest))
    }
}

// MARK: - Asking

extension Simulation {
    func identities(_ m: Moment) -> Identities { population.customers[m.who].identities }

    func mood(_ m: Moment) -> Double { lives[m.who].mood.value(at: m.at) }

    mutating func chance(_ probability: Double, _ m: Moment) -> Bool { lives[m.who].dice.chance(probability) }

    mutating func feel(_ change: Double, _ m: Moment) { lives[m.who].mood.feel(change, at: m.at) }

    /// Of those who work with others, the one who buys; of those at home, everyone.
    func buys(_ who: Int) -> Bool {
        guard let account = population.customers[who].account else { return true }
        return population.accounts[account].members.first == who
    }

    /// Buys, or works where somebody did: may be asked for an opinion.
    func isCustomer(_ m: Moment) -> Bool {
        guard let account = population.customers[m.who].account else { return lives[m.who].orders > 0 || lives[m.who].contract != nil }
        return population.accounts[account].members.first.map { lives[$0].orders > 0 || lives[$0].contract != nil } ?? false
    }
}
