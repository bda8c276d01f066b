import Analytics
import Kernel
import Statistics
import Timeline

/// Customers who stand just before a touchpoint that hurts: what usually comes right before it has just happened to them.
struct Ahead: Hashable, Sendable {
    /// What comes right before it, and of how many who stood there it befell next; the likeliest first.
    let before: [Step]
    /// The numbers of those who stand there now.
    let people: [Int64]

    struct Step: Hashable, Sendable {
        let kind: String
        let share: Proportion
    }

    /// A step leads there often enough if one in twenty goes on to it.
    private static let leastShare = 0.05
    /// Nobody is waiting any longer after so many days.
    private static let mostDays: Int64 = 60
}

extension Ahead {
    /// - Parameter finding: a touchpoint that happens more often since a month.
    init(of finding: Finding, _ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue, at now: Instant) async throws {
        let group = finding.people(groups)
        let steps = catalogue.kindsOfTheWay
        let since = Filter(from: Month(number: finding.month).firstDay.start, kinds: steps, people: group)
        let graph = try await line.directlyFollows(since)
        let touches = Dictionary(graph.nodes.map { ($0.kind, $0.touches) }, uniquingKeysWith: { first, _ in first })
        let leading = graph.edges.filter { edge in
            edge.to == finding.kind && edge.from != finding.kind && edge.events >= 10
                && Double(edge.events) >= Self.leastShare * Double(touches[edge.from] ?? .max)
        }
        before = leading.map { Step(kind: $0.from, share: Proportion($0.events, of: touches[$0.from] ?? 0)) }.sorted {
            ($1.share.share ?? 0, $0.kind) < ($0.share.share ?? 0, $1.kind)
        }
        let longest = min(leading.map(\.time.p90).max() ?? .zero, .days(Self.mostDays))
        let question = StandingQuestion(at: Set(before.map(\.kind)), since: now.adding(.zero - longest))
        people = before.isEmpty ? [] : try await line.standing(question, Filter(until: now, kinds: steps, people: group))
    }
}
