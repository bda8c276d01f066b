import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What credit the address asks for: `?goal=order_placed&model=position&by=channel&days=30`.
struct AttributionChoice: Hashable, Sendable {
    let goal: String
    let model: Model
    let by: AttributionQuestion.Place
    let days: Int

    enum Model: String, Hashable, Sendable, CaseIterable { case first, last, linear, position, decay, markov, shapley }

    /// - Throws: `invalid` where the goal is no kind, or the model or what is credited is none that there is.
    init(_ query: Query, _ catalogue: Timeline.Catalogue) throws {
        goal = query["goal"] ?? "order_placed"
        days = query.int("days").map { min(max($0, 1), 3_650) } ?? 30
        guard let model = Model(rawValue: query["model"] ?? Model.position.rawValue) else {
            throw Failure.invalid("model", "must be one of those on the page")
        }
        guard let by = ["channel": AttributionQuestion.Place.channel, "kind": .kind][query["by"] ?? "channel"] else {
            throw Failure.invalid("by", "must be one of those on the page")
        }
        (self.model, self.by) = (model, by)
        try Failure.require(catalogue.kind(key: goal) != nil, "goal", "must be a touchpoint of the catalogue")
    }

    var question: AttributionQuestion {
        let model: AttributionModel =
            switch model {
            case .first: .first
            case .last: .last
            case .linear: .linear
            case .position: .position
            case .decay: .timeDecay(halfLife: 7)
            case .markov: .markov
            case .shapley: .shapley
            }
        return AttributionQuestion(goal, by: by, lookback: .days(Int64(days)), model: model)
    }
}
