import Analytics
import Kernel
import People
import Statistics
import Storage
import Timeline
import Web

/// The calls of a period, for the list and its figures.
struct CallListStore: Sendable {
    let line: Line

    struct Row: Sendable {
        let call: Call
        let customer: CustomerName?
        /// Who picked it up first.
        let agent: String?
    }

    struct List: Sendable {
        /// The newest.
        let rows: [Row]
        let figures: CallFigures
        let byAgent: [(name: String, answered: Int, talking: TimeSpread?)]
        let isCut: Bool
    }

    static let most = 20_000
    private static let mostShown = 100

    func calls(from start: Instant, before end: Instant) async throws -> List {
        let (calls, names, people) = try await line.database.read { session in
            let calls = try CallStore.calls(
                """
                number IN (SELECT number FROM phone_call WHERE began_at >= \(start) AND began_at < \(end)
                ORDER BY began_at DESC LIMIT \(Self.most))
                """, session
            ).sorted { ($1.beganAt, $1.number) < ($0.beganAt, $0.number) }
            let names = try ColleagueStore().names(of: Set(calls.flatMap(\.answers).compactMap(\.staff)), session)
            var people: [Int64: Int64] = [:]
            for numbers in calls.prefix(Self.mostShown).compactMap(\.conversation).chunked(by: 500) {
                try session.forEach(
                    """
                    SELECT conversation.number AS number, identifier.person AS person FROM conversation
                    JOIN identifier ON identifier.id = conversation.identifier WHERE conversation.number IN \(list: numbers)
                    """
                ) { people[try $0.get("number")] = try $0.get("person") }
            }
            return (calls, names, people)
        }
        let customers = Dictionary(
            try await CustomerNameStore(line: line).names(Set(people.values).sorted()).map { ($0.number, $0) },
            uniquingKeysWith: { first, _ in first })
        let rows = calls.prefix(Self.mostShown).map { call in
            Row(
                call: call, customer: call.conversation.flatMap { people[$0] }.flatMap { customers[$0] },
                agent: call.answers.first.flatMap { answer in answer.staff.flatMap { names[$0] } ?? (answer.agent.isEmpty ? nil : answer.agent) })
        }
        return List(rows: rows, figures: CallFigures(calls), byAgent: Self.byAgent(calls, names), isCut: calls.count > Self.mostShown)
    }

    private static func byAgent(_ calls: [Call], _ names: [ID<Viewer>: String]) -> [(name: String, answered: Int, talking: TimeSpread?)] {
        let spoken = calls.filter { $0.channel == .phone }
        return Dictionary(grouping: spoken, by: { $0.answers.first?.staff }).compactMap { staff, calls in
            guard let name = staff.flatMap({ names[$0] }) else { return nil }
            return (name, calls.count, CallFigures(calls).talking)
        }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }
}
