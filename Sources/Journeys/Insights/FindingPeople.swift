import Analytics
import Kernel
import Timeline
import Web

/// The people of a finding: whom it is about, and who stands behind its figure.
struct FindingPeople {
    let finding: Finding
    let line: any JourneyAnalytics
    let groups: [PeopleGroup]

    /// Whom it is about: its group, or everybody.
    func concerned() async throws -> Set<Int64> {
        if let people = finding.people(groups) { return people }
        return finding.group == nil ? try await line.everyone : []
    }

    /// Those who answered since it changed, or whom the touchpoint befell since then and for as long as it lasted, ascending.
    func behind() async throws -> [Int64] {
        let end = finding.end.map { Day(number: Int32(clamping: $0)).start }
        let filter = Filter(from: finding.begins, until: end, people: try await concerned())
        let kinds = try await kinds(filter)
        guard !kinds.isEmpty else { return [] }
        let met = FunnelQuestion([.init("met", kinds: kinds), .init("met", kinds: kinds)])
        return try await line.people(of: FunnelFigure(step: 0, fate: .reached), in: met, filter, now: .distantFuture)
    }

    /// What some of them answered since it changed, the oldest first; `nil` where it is of no answers.
    func answers(of people: [Int64]) async throws -> [Int64: [(value: Double, day: Day)]]? {
        guard !finding.isOfTouchpoint else { return nil }
        let scale: ScoreScale = finding.what == .experience ? .nps : .csat
        var answers: [Int64: [(value: Double, day: Day)]] = [:]
        for person in people {
            let given = try await line.line(of: person, Filter(from: finding.begins)).compactMap { touch in
                touch.score.flatMap { score in score.scale == scale ? (value: score.value, day: touch.at.day) : nil }
            }
            answers[person] = given
        }
        return answers
    }

    /// The touchpoint, or those that asked.
    private func kinds(_ filter: Filter) async throws -> Set<String> {
        switch finding.what {
        case .touchpoint, .reach: Set([finding.kind].compactMap(\.self))
        case .experience: Set(try await line.scores(ScoreQuestion(.nps, by: .kind), filter).compactMap(\.name))
        case .service: Set(try await line.scores(ScoreQuestion(.csat, by: .kind), filter).compactMap(\.name))
        }
    }
}

extension FindingWords {
    /// `Arrived damaged · customers with “region: South” · since Apr 2026`
    func title(_ finding: Finding) -> String {
        let what =
            switch finding.what {
            case .experience: t("journey.summary.experience")
            case .service: t("journey.summary.service")
            case .touchpoint, .reach: kind(finding)
            }
        let day = finding.day.map { t.date(Day(number: Int32(clamping: $0))) }
        let since = t("journey.stakes.since", ["month": day ?? t.monthWithin(Month(number: finding.month))])
        return [what, who(finding), since].joined(separator: " · ")
    }

    /// Where a segment of such customers is drafted; `nil` where neither a group nor a touchpoint tells them.
    func rules(_ finding: Finding) -> String? {
        let group = finding.value.flatMap { value in finding.group.map { SegmentRule.trait($0, .equals(value)) } }
        let days = max(1, Int(t.today.number - finding.begins.day.number) + 1)
        let met = finding.isOfTouchpoint ? finding.kind.map { SegmentRule.did($0, atLeast: 1, withinDays: days) } : nil
        let rules = [group, met].compactMap(\.self)
        // Named by what its rules say: of an answer they say nothing but whose it was.
        let name = finding.isOfTouchpoint ? title(finding) : who(finding)
        return rules.isEmpty ? nil : SegmentRules(.all, rules).draftPath(named: name)
    }
}
