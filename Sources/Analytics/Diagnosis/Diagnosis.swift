package import Kernel
package import Statistics

/// Service against experience: do people like the contact and not the company, since when, who, and what did they meet before?
package struct DiagnosisQuestion: Hashable, Sendable {
    /// Scores of contacts.
    package var service: ScoreScale
    /// Scores of the whole.
    package var experience: ScoreScale
    /// Kinds that explain nothing: surveys themselves, and what belongs to no moment of the journey.
    package var besides: Set<String>
    /// From which share of content answers on service is good, and from how many points on experience is.
    package var goodService: Double
    package var goodExperience: Double

    package init(
        service: ScoreScale = .csat, experience: ScoreScale = .nps, besides: Set<String> = [],
        goodService: Double = 0.8, goodExperience: Double = 30
    ) {
        (self.service, self.experience, self.besides) = (service, experience, besides)
        (self.goodService, self.goodExperience) = (goodService, goodExperience)
    }
}

/// People who have something in common: `region` is `South`.
package struct PeopleGroup: Hashable, Sendable {
    package let name: String
    package let value: String
    package let people: Set<Int64>

    package init(_ name: String, _ value: String, _ people: Set<Int64>) {
        (self.name, self.value, self.people) = (name, value, people)
    }
}

package struct Diagnosis: Hashable, Sendable {
    package let service: Reading
    package let experience: Reading
    /// `nil` where either was answered too rarely.
    package let verdict: Verdict?
    /// Where and when the experience changed for good, and for whom; `nil` when nothing but chance moves it.
    package let change: Change?
    /// What the people concerned met before their answers since the change, or in the whole time where nothing changed: what explains low
    /// answers, the most points at stake first.
    package let causes: [Cause]
    /// How far back an encounter counts among the causes.
    package let window: Duration

    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        case bothGood = "both_good"
        case bothBad = "both_bad"
        /// The fault lies elsewhere on the journey.
        case serviceGoodExperienceBad = "service_good_experience_bad"
        /// Living on credit.
        case serviceBadExperienceGood = "service_bad_experience_good"
        /// Either lies below the mark from which it is good, but not with all of its interval.
        case unsure
    }

    /// A figure since the change and before it; without a change, the whole time.
    package struct Reading: Hashable, Sendable {
        package let now: ScoreFigure
        package let before: ScoreFigure?
        package let difference: Difference?
    }

    package struct Change: Hashable, Sendable {
        /// Whom it befell; `nil` is everybody.
        package let group: Group?
        /// The first month in which it is different.
        package let month: Month
        /// Where the time before, which it is held against, begins: with the change before it, or with the round of answers before. `nil` is the
        /// beginning of all.
        package let earliest: Month?
        /// Of the people concerned.
        package let experience: Reading
        package let service: Reading
        /// Of everybody else; `nil` when it befell everybody.
        package let others: Reading?
        /// Whether it was for the worse.
        package var isFall: Bool { (experience.difference?.value ?? 0) < 0 }

        /// What those whom it befell did since then: what the causes explain.
        ///
        /// - Parameter people: of the group; `nil` is everybody.
        func concerned(_ people: Set<Int64>?, _ filter: Filter) -> Filter {
            var concerned = people.map { filter.among($0) } ?? filter
            concerned.from = month.firstDay.start
            return concerned
        }
    }

    package struct Group: Hashable, Sendable {
        package let name: String
        package let value: String
        package let people: Int
    }

    package struct Cause: Hashable, Sendable {
        package let kind: String
        package let effect: Encounters.Effect
        /// The first month in which it happens to them at another rate than before, of all days until the last; `nil` where nothing but chance
        /// moves it.
        package let since: Month?
        /// How often it happened before an answer in the time that the change is held against.
        package let reachBefore: Proportion?
    }
}

extension Diagnosis {
    /// Whose answers, and from when on, the causes explain.
    ///
    /// - Parameter groups: those that the diagnosis was made with.
    package func concerned(_ groups: [PeopleGroup], _ filter: Filter) -> Filter {
        guard let change else { return filter }
        let group = change.group.flatMap { found in groups.first { $0.name == found.name && $0.value == found.value } }
        return change.concerned(group?.people, filter)
    }
}

extension JourneyAnalytics {
    /// The first month in which a touchpoint happens to people at another rate than before, as the diagnosis finds it; `nil` where nothing but
    /// chance moves it.
    ///
    /// - Parameter filter: whose, and until when; since when is what is asked.
    package func beginning(of kind: String, _ filter: Filter) async throws -> Month? {
        var history = filter
        history.from = nil
        return LastChange(try await occurrences(of: kind, history))?.month
    }
}

extension ScoreFigure {
    /// This figure less another one of other people.
    package func difference(from other: ScoreFigure) -> Difference? {
        switch (self, other) {
        case (.nps(let a), .nps(let b)): a.isWeighted || b.isWeighted ? a.difference(from: b) : a.counts.difference(from: b.counts)
        case (.satisfaction(let a), .satisfaction(let b)):
            a.isWeighted || b.isWeighted ? a.share.difference(from: b.share) : a.topTwo.difference(from: b.topTwo)
        default: nil
        }
    }
}
