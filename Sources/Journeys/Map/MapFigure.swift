import Analytics
import Kernel
import Timeline
import Web

/// A figure of the map that is made of people.
struct MapFigure: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
        case stage(StageFigure)
        /// Those who come to the goal, which is of this kind.
        case goal(_ kind: String)
        /// Those who met the kind, wherever that stands.
        case met(_ kind: String)
    }

    let subject: Subject
    /// Of one kind or channel alone.
    var kind: String?
    var channel: String?

    /// What tells one from another in the address.
    static let names = ["stage", "fate", "kind", "channel"]

    /// As it stands in the address: `stage`, `fate`, `kind` and `channel`, or `fate=goal`, or `kind` alone.
    ///
    /// - Throws: `missing` for a stage or a goal that the journey does not have.
    init(_ query: Query, _ plan: JourneyPlan?) throws {
        (kind, channel) = (query["kind"], query["channel"])
        if query["fate"] == "goal" {
            guard let goal = plan?.goal else { throw Failure.missing("This goal") }
            subject = .goal(goal.kind)
            return
        }
        if let kind, query["stage"] == nil, query["fate"] == nil {
            subject = .met(kind)
            return
        }
        guard let fate = StageFigure.Fate(rawValue: query["fate"] ?? "reached") else { throw Failure.invalid("fate", "must be one of the choices") }
        let names = plan?.stages.map(\.name) ?? Stage.allCases.map(\.key)
        guard let stage = query["stage"], names.contains(stage) else { throw Failure.missing("This stage") }
        subject = .stage(StageFigure(stage: stage, fate: fate))
    }

    /// Everybody behind it, by the walk that counted them.
    ///
    /// - Parameter asked: the line as the journey sees it.
    func people(_ asked: AskedLine, at now: Instant) async throws -> [Int64] {
        var filter = asked.filter
        filter.kinds = kind.map { [$0] } ?? filter.kinds
        filter.channels = channel.map { [$0] } ?? filter.channels
        switch subject {
        case .stage(let figure): return try await asked.line.people(of: figure, filter)
        case .goal(let kind), .met(let kind):
            let twice = FunnelQuestion([.init(kind), .init(kind)])
            return try await asked.line.people(of: FunnelFigure(step: 0, fate: .reached), in: twice, filter, now: now)
        }
    }
}
