import Kernel
import Statistics

/// Looks for the month in which the experience changed for good, in everybody and in each group. Where people are asked in rounds – a month or two
/// of answers, then a long silence –, the last round is held against the one before, since of two periods there is no course to cut.
struct ChangeSearch<Source: DiagnosisSource> {
    let line: Source
    let question: DiagnosisQuestion
    let filter: Filter

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
        votes = line.votes(question.experience, filter)
    }

    /// The last change of each series, and of those the one that moved most answers by most; a fall before a rise.
    func strongest(among groups: [PeopleGroup]) -> Found? {
        let series = [nil] + groups.filter { $0.people.count >= 30 && !isNearlyEverybody($0) }.map { Optional($0) }
        let found = series.compactMap { last(in: $0, of: series.count) }
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
        let changes = ChangePoints(months.map(\.votes), least: 2, series: series)
        guard let place = changes.places.last else { return nil }
        let (before, after) = (changes.stretches[changes.stretches.count - 2], changes.stretches[changes.stretches.count - 1])
        let difference = Self.score(after) - Self.score(before)
        // Both groups are counted by how sure the difference is: a small group hit hard goes before everybody hit a little.
        let error = (Self.variance(before) + Self.variance(after)).squareRoot()
        return Found(group: group, month: months[place].month, weight: error > 0 ? difference / error : 0)
    }

    private func last(of rounds: SurveyRounds, _ group: PeopleGroup?, of series: Int) -> Found? {
        let reading = reading(question.experience, since: rounds.last, group?.people, from: rounds.before)
        guard min(reading.now.n, reading.before?.n ?? 0) >= Estimate.enough, let difference = reading.difference, let p = difference.p,
            let z = difference.z
        else { return nil }
        // As many groups as are looked at may be wrong by chance (Bonferroni).
        return p * Double(series) < 0.05 ? Found(group: group, month: rounds.last, earliest: rounds.before, weight: z) : nil
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
            experience: reading(question.experience, since: found.month, people, from: found.earliest),
            service: reading(question.service, since: found.month, people, from: found.earliest),
            others: people.map { reading(question.experience, since: found.month, everyone.subtracting($0), from: found.earliest) })
    }

    private var everyone: Set<Int64> { filter.people ?? line.everyone }

    /// - Parameter earliest: where the time before begins; `nil` is the beginning of all.
    func reading(_ scale: ScoreScale, since month: Month?, _ people: Set<Int64>? = nil, from earliest: Month? = nil) -> Diagnosis.Reading {
        var narrowed = filter
        if let people { narrowed = narrowed.among(people) }
        guard let month else { return Diagnosis.Reading(now: figure(scale, narrowed), before: nil, difference: nil) }
        var (now, before) = (narrowed, narrowed)
        (now.from, before.until) = (month.firstDay.start, month.firstDay.start)
        if let earliest { before.from = max(earliest.firstDay.start, before.from ?? .distantPast) }
        let (after, earlier) = (figure(scale, now), figure(scale, before))
        return Diagnosis.Reading(now: after, before: earlier, difference: after.difference(from: earlier))
    }

    private func figure(_ scale: ScoreScale, _ filter: Filter) -> ScoreFigure {
        line.scores(ScoreQuestion(scale), filter).first?.figure ?? ScoreFigure(scale)
    }
}
