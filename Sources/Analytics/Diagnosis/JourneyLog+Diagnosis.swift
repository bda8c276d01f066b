package import Kernel
package import Statistics

/// What the diagnosis asks of the line; whoever answers this can diagnose.
package protocol DiagnosisSource {
    /// Answers that pass, in any order.
    func votes(_ scale: ScoreScale, _ filter: Filter) -> [Vote]
    func scores(_ question: ScoreQuestion, _ filter: Filter) -> [ScoreGroup]
    func encounters(_ question: EncounterQuestion, _ filter: Filter) -> Encounters
    /// By month: how often a kind happened, and how often anything else of its stage. Empty where the kind has no stage.
    func occurrences(of kind: String, _ filter: Filter) -> [Month: [Int]]
    /// The numbers of all people.
    var everyone: Set<Int64> { get }
}

/// What one answer comes to.
package struct Vote: Hashable, Sendable {
    package let person: Int64
    package let month: Month
    /// Good, middling or bad: 0, 1 or 2.
    package let place: Int

    package init(person: Int64, month: Month, of answer: Double, on scale: ScoreScale) {
        (self.person, self.month) = (person, month)
        let bounds = scale.bounds
        place = answer >= bounds.high ? 0 : answer > bounds.low ? 1 : 2
    }
}

extension JourneyLog: DiagnosisSource {
    package func votes(_ scale: ScoreScale, _ filter: Filter) -> [Vote] {
        var votes: [Vote] = []
        eachLine(filter) { line in
            for touch in line {
                guard let score = touch.score, score.scale == scale else { continue }
                votes.append(Vote(person: touch.person, month: touch.occurredAt.day.month, of: score.value, on: scale))
            }
        }
        return votes
    }

    package func occurrences(of kind: String, _ filter: Filter) -> [Month: [Int]] {
        guard let code = kinds.code(of: kind), let stage = touches.first(where: { $0.kind == code })?.stage else { return [:] }
        var counts: [Month: [Int]] = [:]
        eachLine(filter) { line in
            for touch in line where touch.stage == stage { counts[touch.occurredAt.day.month, default: [0, 0]][touch.kind == code ? 0 : 1] += 1 }
        }
        return counts
    }

    package var everyone: Set<Int64> { Set((0..<people).compactMap { line(of: $0).first?.person }) }
}

extension DiagnosisSource {
    /// - Parameter groups: ways to tell people apart; the change is looked for in each of them, and in all together.
    package func diagnosis(_ question: DiagnosisQuestion, groups: [PeopleGroup] = [], _ filter: Filter = .everything) -> Diagnosis {
        let search = ChangeSearch(self, question, filter)
        let found = search.strongest(among: groups)
        let change = found.map { search.change($0) }
        let since = change?.concerned(found?.group?.people, filter) ?? filter
        let met = encounters(EncounterQuestion(question.experience, besides: question.besides), since)
        let metBefore = found.map { found in
            encounters(
                EncounterQuestion(question.experience, windows: [met.window], besides: question.besides),
                search.before(found, among: since.people))
        }
        let causes = met.explaining.filter { $0.interval.high < 0 }.map { effect in
            Diagnosis.Cause(
                kind: effect.kind, effect: effect, since: search.beginning(of: effect.kind, among: since.people),
                reachBefore: metBefore.map { reach(of: effect.kind, $0) })
        }
        let month = change?.month
        let (service, experience) = (
            search.reading(question.service, since: month, from: found?.earliest),
            search.reading(question.experience, since: month, from: found?.earliest)
        )
        return Diagnosis(
            service: service, experience: experience, verdict: Self.verdict(question, service, experience, change), change: change,
            causes: causes.sorted { $0.effect.pointsAtStake > $1.effect.pointsAtStake }, window: met.window)
    }

    private func reach(of kind: String, _ encounters: Encounters) -> Proportion {
        let with = encounters.each.first { $0.kind == kind }?.with.n ?? 0
        return Proportion(with, of: encounters.all.n)
    }

    /// What has fallen for good is bad, whatever its level: of those whom it befell.
    private static func verdict(
        _ question: DiagnosisQuestion, _ service: Diagnosis.Reading, _ experience: Diagnosis.Reading, _ change: Diagnosis.Change?
    ) -> Diagnosis.Verdict? {
        let serviceFell = (change?.service.difference).map { $0.value < 0 && ($0.p ?? 1) < 0.05 } ?? false
        return question.verdict(
            service: (change?.service ?? service).now.estimate, experience: experience.now.estimate, serviceFell: serviceFell,
            experienceFell: change?.isFall == true)
    }
}

extension DiagnosisQuestion {
    /// `nil` where it lies below the mark, but not surely so.
    private func isGood(_ level: Estimate, _ mark: Double) -> Bool? { (level.value ?? -.infinity) >= mark ? true : level.isAtLeast(mark) }

    /// Of two levels: good is what reaches its mark, bad what lies below it with all of its interval, and what has fallen for good is bad,
    /// whatever its level.
    /// `nil` where either is not known.
    ///
    /// - Parameters:
    ///   - service: share of content answers, 0…1.
    ///   - experience: points, −100…100.
    package func verdict(service: Estimate, experience: Estimate, serviceFell: Bool = false, experienceFell: Bool = false) -> Diagnosis.Verdict? {
        guard service.value != nil, experience.value != nil else { return nil }
        guard let isServiceGood = serviceFell ? false : isGood(service, goodService),
            let isExperienceGood = experienceFell ? false : isGood(experience, goodExperience)
        else { return .unsure }
        return switch (isServiceGood, isExperienceGood) {
        case (true, true): .bothGood
        case (false, false): .bothBad
        case (true, false): .serviceGoodExperienceBad
        case (false, true): .serviceBadExperienceGood
        }
    }
}
