import Analytics
import Kernel
import Statistics
import Timeline

/// What is wrong for some people, found on all their days: a cause, its beginning, whom it befell and its price belong to the problem, and are told
/// alike whatever days a page shows.
struct Diagnosed: Sendable {
    let diagnosis: Diagnosis
    /// Whose answers, and from when on, the causes explain.
    let concerned: Filter
    /// By month: recommendation of those whom the change befell (or of all), and of everybody else.
    let months: [MonthOfAnswers]

    struct MonthOfAnswers: Sendable {
        let month: Month
        let concerned: Estimate
        let others: Estimate
    }
}

extension Diagnosed {
    /// - Parameters:
    ///   - line: as it stands, not as a journey sees it: the diagnosis is of the whole.
    ///   - filter: whose; of all days.
    init(_ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue, _ filter: Filter) async throws {
        diagnosis = try await line.diagnosis(DiagnosisQuestion(besides: catalogue.kindsThatExplainNothing), groups: groups, filter)
        concerned = diagnosis.concerned(groups, filter)
        let change = diagnosis.change
        let group = change?.group.flatMap { found in groups.first { $0.name == found.name && $0.value == found.value } }
        months = try await Self.months(line, group, filter)
    }

    private static func months(_ line: any JourneyAnalytics, _ group: PeopleGroup?, _ filter: Filter) async throws -> [MonthOfAnswers] {
        func answers(_ filter: Filter) async throws -> [Month: ScoreFigure] {
            let groups = try await line.scores(ScoreQuestion(.nps, every: .month), filter)
            return Dictionary(groups.compactMap { group in group.period.map { ($0.month, group.figure) } }, uniquingKeysWith: { first, _ in first })
        }
        let all = try await answers(filter)
        guard let group else {
            return all.sorted { $0.key < $1.key }.map { MonthOfAnswers(month: $0.key, concerned: $0.value.estimate, others: .none) }
        }
        let concerned = try await answers(filter.among(group.people))
        return all.sorted { $0.key < $1.key }.map { month, everybody in
            let ours = concerned[month] ?? ScoreFigure(.nps)
            return MonthOfAnswers(month: month, concerned: ours.estimate, others: (everybody - ours).estimate)
        }
    }
}

/// How all of them stood in the days that are shown.
struct JourneyLevel: Sendable {
    let service: Estimate
    let experience: Estimate

    init(_ line: any JourneyAnalytics, _ filter: Filter) async throws {
        let question = DiagnosisQuestion()
        service = try await line.scores(ScoreQuestion(question.service), filter).first?.figure.estimate ?? .none
        experience = try await line.scores(ScoreQuestion(question.experience), filter).first?.figure.estimate ?? .none
    }

    /// `nil` where either was answered too rarely.
    var verdict: Diagnosis.Verdict? { DiagnosisQuestion().verdict(service: service, experience: experience) }
}

extension Journey {
    var diagnosis: Diagnosis { diagnosed.diagnosis }
    var concerned: Filter { diagnosed.concerned }

    /// That of the change, as long as it lasts; where nothing has changed for good, that of the level in the days that are shown, or of all days
    /// where too few answered in these.
    var verdict: Diagnosis.Verdict? { (diagnosis.change == nil ? level.verdict : nil) ?? diagnosis.verdict }

    /// Whether it is of more days than are shown because too few answered in these.
    var isVerdictOfAllDays: Bool { diagnosis.change == nil && level.verdict == nil && diagnosis.verdict != nil }
}
