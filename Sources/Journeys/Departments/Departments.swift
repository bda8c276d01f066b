import Analytics
import Kernel
import Statistics
import Timeline

/// What each department does on the journey, and what comes of it for all of them together.
struct Departments: Sendable {
    /// By falling count of touchpoints.
    let all: [Department]
    /// Recommendation of the whole: the outcome that they share.
    let outcome: Estimate
    let months: [(month: Month, outcome: Estimate)]

    struct Department: Sendable {
        let key: String
        /// By falling count of people reached.
        let touchpoints: [Touchpoint]
        /// How its touchpoints felt together, −1…1; the tone of what customers brought to it is left out.
        let emotion: Estimate
        /// What changed and happens at its touchpoints, the worst first.
        let findings: [Finding]

        /// Of its touchpoints, and of what the whole is said to be like where one of its touchpoints is the likely place.
        var ownFindings: [Finding] { findings.filter(\.isOfTouchpoint) }
        var sharedFindings: [Finding] { findings.filter { !$0.isOfTouchpoint } }

        var direct: Int { touchpoints.count { $0.kind.control == .direct } }
        /// Touchpoints of all that happened.
        var touches: Int { touchpoints.reduce(0) { $0 + $1.touches } }
    }

    struct Touchpoint: Sendable {
        let kind: Kind
        let people: Int
        let touches: Int
        let emotion: Estimate
    }
}

extension Departments {
    init(_ line: any JourneyAnalytics, _ findings: [Finding], _ catalogue: Catalogue, _ filter: Filter) async throws {
        let shares = try await line.overview(filter).kinds
        let felt = try await line.emotions(filter)
        let feelings = Dictionary(felt.map { ($0.kind, $0.feelings) }, uniquingKeysWith: +)
        var departments: [String: [Touchpoint]] = [:]
        for share in shares {
            guard let kind = catalogue.kind(key: share.name), !kind.department.isEmpty else { continue }
            departments[kind.department, default: []].append(
                Touchpoint(kind: kind, people: share.people, touches: share.touches, emotion: (feelings[share.name] ?? Sample()).feeling))
        }
        all = departments.map { key, touchpoints in
            Department(
                key: key, touchpoints: touchpoints.sorted { ($1.people, $0.kind.key) < ($0.people, $1.kind.key) },
                emotion: touchpoints.lazy.map(\.kind.key).filter { !Catalogue.kindsBrought.contains($0) }
                    .reduce(Sample()) { $0 + (feelings[$1] ?? Sample()) }.feeling,
                findings: findings.filter { finding in finding.kind.flatMap { catalogue.kind(key: $0) }?.department == key })
        }.sorted { ($1.touches, $0.key) < ($0.touches, $1.key) }
        outcome = try await line.scores(ScoreQuestion(.nps), filter).first?.figure.estimate ?? .none
        months = try await line.scores(ScoreQuestion(.nps, every: .month), filter).compactMap { group in
            group.period.map { (month: $0.month, outcome: group.figure.estimate) }
        }
    }
}
