package import Kernel
package import Timeline

/// Alderdesk, a maker of office furniture that never was: its customers and all that happened to them in two years.
///
/// Everything follows from the seed and the month of `now`: a later `now` in the same month gives the same line, only longer, and every
/// touchpoint keeps its key, so that loading it again changes nothing and adds what is new. In another month the whole story moves on.
package struct DemoCompany: Sendable {
    package let story: DemoStory
    private let seed: UInt64
    private let now: Instant
    private let population: Population
    private let firstMonth: Month

    /// `customers`: about how many people the company knows by name by `now`. Some more are still on their way to it, and visitors who
    /// never say who they are come on top.
    package init(seed: UInt64 = 1, customers: Int = 5_000, until now: Instant) {
        self.seed = seed
        self.now = now
        let month = now.day.month
        story = DemoStory(in: month)
        firstMonth = Month(number: month.number - 24)
        population = Population(
            seed: seed, known: customers * 107 / 100, unknown: customers * 3 / 10, calendar: Population.Calendar(first: firstMonth, last: month))
    }

    /// What happened, in order of time, made while it is read; each reading gives the same.
    package var touchpoints: some Sequence<NewTouchpoint> & Sendable {
        Tale(beginning: Simulation(of: population, story: story, seed: seed, from: firstMonth.firstDay.start, until: now))
    }

    /// About how many touchpoints there are, for a progress bar.
    package var expectedCount: Int { population.customers.count * 43 }

    /// The companies that `company` of a touchpoint names by its key.
    package var accounts: [DemoAccount] { population.accounts.map(DemoAccount.init) }
}

/// A story that can be told again and again from its beginning.
private struct Tale: Sequence, Sendable {
    let beginning: Simulation

    func makeIterator() -> Simulation { beginning }
}
