package import Kernel
import Statistics

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
        let metBefore = change.map { change in
            encounters(
                EncounterQuestion(question.experience, windows: [met.window], besides: question.besides),
                Filter(from: filter.from, until: change.month.firstDay.start, people: since.people))
        }
        let causes = met.explaining.filter { $0.interval.high < 0 }.map { effect in
            Diagnosis.Cause(
                kind: effect.kind, effect: effect, since: search.beginning(of: effect.kind, among: since.people),
                reachBefore: metBefore.map { reach(of: effect.kind, $0) })
        }
        let month = change?.month
        let (service, experience) = (search.reading(question.service, since: month), search.reading(question.experience, since: month))
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
        guard let serviceNow = (change?.service ?? service).now.estimate.value, let experienceNow = experience.now.estimate.value else { return nil }
        let serviceFell = (change?.service.difference).map { $0.value < 0 && ($0.p ?? 1) < 0.05 } ?? false
        let isServiceGood = serviceNow >= question.goodService && !serviceFell
        let isExperienceGood = experienceNow >= question.goodExperience && change?.isFall != true
        return switch (isServiceGood, isExperienceGood) {
        case (true, true): .bothGood
        case (false, false): .bothBad
        case (true, false): .serviceGoodExperienceBad
        case (false, true): .serviceBadExperienceGood
        }
    }
}

/// Looks for the month in which the experience changed for good, in everybody and in each group.
private struct ChangeSearch<Source: DiagnosisSource> {
    let line: Source
    let question: DiagnosisQuestion
    let filter: Filter

    struct Found {
        let group: PeopleGroup?
        let month: Month
        /// In points, over all answers of the group.
        let weight: Double
    }

    private let votes: [Vote]

    init(_ line: Source, _ question: DiagnosisQuestion, _ filter: Filter) {
        (self.line, self.question, self.filter) = (line, question, filter)
        votes = line.votes(question.experience, filter)
    }

    /// The last change of each series, and of those the one that moved most answers by most; a fall before a rise.
    func strongest(among groups: [PeopleGroup]) -> Found? {
        let series = [nil] + groups.filter { $0.people.count >= 30 }.map { Optional($0) }
        let found = series.compactMap { last(in: $0, of: series.count) }
        let falls = found.filter { $0.weight < 0 }
        return falls.isEmpty ? found.max { $0.weight < $1.weight } : falls.min { $0.weight < $1.weight }
    }

    private func last(in group: PeopleGroup?, of series: Int) -> Found? {
        let months = monthly(group)
        let changes = ChangePoints(months.map(\.votes), least: 2, series: series)
        guard let place = changes.places.last else { return nil }
        let (before, after) = (changes.stretches[changes.stretches.count - 2], changes.stretches[changes.stretches.count - 1])
        let difference = Self.score(after) - Self.score(before)
        // Both groups are counted by how sure the difference is: a small group hit hard goes before everybody hit a little.
        let error = (Self.variance(before) + Self.variance(after)).squareRoot()
        return Found(group: group, month: months[place].month, weight: error > 0 ? difference / error : 0)
    }

    private func monthly(_ group: PeopleGroup?) -> [(month: Month, votes: [Int])] {
        var votes: [Month: [Int]] = [:]
        for vote in self.votes where group?.people.contains(vote.person) ?? true { votes[vote.month, default: [0, 0, 0]][vote.place] += 1 }
        return votes.sorted { $0.key < $1.key }.map { (month: $0.key, votes: $0.value) }
    }

    private static func score(_ votes: [Int]) -> Double {
        let n = Double(votes.reduce(0, +))
        return n > 0 ? Double(votes[0] - votes[2]) / n : 0
    }

    private static func variance(_ votes: [Int]) -> Double {
        let n = Double(votes.reduce(0, +))
        guard n > 0 else { return 0 }
        return (Double(votes[0] + votes[2]) / n - score(votes) * score(votes)) / n
    }

    /// The last month in which a kind changed its share of all that happened to these people in its stage.
    func beginning(of kind: String, among people: Set<Int64>?) -> Month? {
        let counts = line.occurrences(of: kind, Filter(from: filter.from, until: filter.until, people: people))
        let months = counts.sorted { $0.key < $1.key }
        return ChangePoints(months.map(\.value), least: 2).places.last.map { months[$0].key }
    }

    // MARK: - Readings

    func change(_ found: Found) -> Diagnosis.Change {
        let people = found.group?.people
        return Diagnosis.Change(
            group: found.group.map { .init(name: $0.name, value: $0.value, people: $0.people.count) }, month: found.month,
            experience: reading(question.experience, since: found.month, people), service: reading(question.service, since: found.month, people),
            others: people.map { reading(question.experience, since: found.month, everyone.subtracting($0)) })
    }

    private var everyone: Set<Int64> { filter.people ?? line.everyone }

    func reading(_ scale: ScoreScale, since month: Month?, _ people: Set<Int64>? = nil) -> Diagnosis.Reading {
        var narrowed = filter
        if let people { narrowed.people = filter.people.map { $0.intersection(people) } ?? people }
        guard let month else { return Diagnosis.Reading(now: figure(scale, narrowed), before: nil, difference: nil) }
        var (now, before) = (narrowed, narrowed)
        (now.from, before.until) = (month.firstDay.start, month.firstDay.start)
        let (after, earlier) = (figure(scale, now), figure(scale, before))
        return Diagnosis.Reading(now: after, before: earlier, difference: after.difference(from: earlier))
    }

    private func figure(_ scale: ScoreScale, _ filter: Filter) -> ScoreFigure {
        line.scores(ScoreQuestion(scale), filter).first?.figure ?? ScoreFigure(scale)
    }
}
