import Kernel
import Statistics

/// Looks for the month in which the experience changed for good, in everybody and in each group. Where people are asked in rounds – a month or two
/// of answers, then a long silence –, the last round is held against the one before, since of two periods there is no course to cut.
struct ChangeSearch<Source: DiagnosisSource> {
    let line: Source
    let question: DiagnosisQuestion
    let filter: Filter
    /// The same from the first day on: when something began does not hang on which days are looked at.
    private let history: Filter

    struct Found {
        let group: PeopleGroup?
        let month: Month
        /// Where what it is held against begins; `nil` is the beginning of all.
        var earliest: Month?
        /// In points, over all answers of the group.
        let weight: Double
    }

    private let votes: [Vote]

    init(_ line: Source, _ question: DiagnosisQuestion, _ filter: Filter) {
        (self.line, self.question, self.filter) = (line, question, filter)
        var history = filter
        history.from = nil
        self.history = history
        votes = line.votes(question.experience, history)
    }

    /// The last change of each series that lies within the days, and of those the one that moved most answers by most; a fall before a rise.
    func strongest(among groups: [PeopleGroup]) -> Found? {
        let series = [nil] + groups.filter { $0.people.count >= 30 && !isNearlyEverybody($0) }.map { Optional($0) }
        let found = series.compactMap { last(in: $0, of: series.count) }.filter { $0.month.firstDay.start >= filter.from ?? .distantPast }
        let falls = found.filter { $0.weight < 0 }
        return falls.isEmpty ? found.max { $0.weight < $1.weight } : falls.min { $0.weight < $1.weight }
    }

    /// A change of those is told of all.
    private func isNearlyEverybody(_ group: PeopleGroup) -> Bool {
        votes.count { group.people.contains($0.person) } * 5 > votes.count * 4
    }

    private func last(in group: PeopleGroup?, of series: Int) -> Found? {
        let months = monthly(group)
        if let rounds = SurveyRounds(months.map(\.month)) { return last(of: rounds, group, of: series) }
        guard let change = LastChange(months, of: series) else { return nil }
        let difference = Self.score(change.after) - Self.score(change.before)
        // Both groups are counted by how sure the difference is: a small group hit hard goes before everybody hit a little.
        let error = (Self.variance(change.before) + Self.variance(change.after)).squareRoot()
        return Found(group: group, month: change.month, earliest: change.earliest, weight: error > 0 ? difference / error : 0)
    }

    private func last(of rounds: SurveyRounds, _ group: PeopleGroup?, of series: Int) -> Found? {
        let reading = reading(question.experience, since: rounds.last, group?.people, from: rounds.before)
        guard min(reading.now.n, reading.before?.n ?? 0) >= Estimate.enough, let difference = reading.difference, let p = difference.p,
            let z = difference.z
        else { return nil }
        // As many groups as are looked at may be wrong by chance (Bonferroni).
        return p * Double(series) < 0.05 ? Found(group: group, month: rounds.last, earliest: rounds.before, weight: z) : nil
    }

    private func monthly(_ group: PeopleGroup?) -> [(month: Month, counts: [Int])] {
        var votes: [Month: [Int]] = [:]
        for vote in self.votes where group?.people.contains(vote.person) ?? true { votes[vote.month, default: [0, 0, 0]][vote.place] += 1 }
        return votes.sorted { $0.key < $1.key }.map { (month: $0.key, counts: $0.value) }
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
        var ours = history
        ours.people = people
        return LastChange(line.occurrences(of: kind, ours))?.month
    }

    // MARK: - Readings

    func change(_ found: Found) -> Diagnosis.Change {
        let people = found.group?.people
        return Diagnosis.Change(
            group: found.group.map { .init(name: $0.name, value: $0.value, people: $0.people.count) }, month: found.month, earliest: found.earliest,
            experience: reading(question.experience, since: found.month, people, from: found.earliest),
            service: reading(question.service, since: found.month, people, from: found.earliest),
            others: people.map { reading(question.experience, since: found.month, everyone.subtracting($0), from: found.earliest) })
    }

    private var everyone: Set<Int64> { filter.people ?? line.everyone }

    /// What those people did in the time that a change is held against, whatever days are looked at.
    func before(_ found: Found, among people: Set<Int64>?) -> Filter {
        var before = history
        (before.from, before.until, before.people) = (found.earliest?.firstDay.start, found.month.firstDay.start, people)
        return before
    }

    /// - Parameter earliest: where the time before begins; `nil` is the beginning of all.
    func reading(_ scale: ScoreScale, since month: Month?, _ people: Set<Int64>? = nil, from earliest: Month? = nil) -> Diagnosis.Reading {
        var narrowed = filter
        if let people { narrowed = narrowed.among(people) }
        guard let month else { return Diagnosis.Reading(now: figure(scale, narrowed), before: nil, difference: nil) }
        var (now, before) = (narrowed, narrowed)
        (now.from, before.from, before.until) = (month.firstDay.start, earliest?.firstDay.start, month.firstDay.start)
        let (after, earlier) = (figure(scale, now), figure(scale, before))
        return Diagnosis.Reading(now: after, before: earlier, difference: after.difference(from: earlier))
    }

    private func figure(_ scale: ScoreScale, _ filter: Filter) -> ScoreFigure {
        line.scores(ScoreQuestion(scale), filter).first?.figure ?? ScoreFigure(scale)
    }
}
