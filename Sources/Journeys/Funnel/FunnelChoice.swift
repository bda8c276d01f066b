import Analytics
import Kernel
import Timeline
import Web

/// The funnel that the address asks for:
/// `?step=page_view&step=order_placed&step=delivery&within3=14&window=30&order=strict&attempt=first&constant=subject.order&horizon=14`.
struct FunnelChoice: Hashable, Sendable {
    let steps: [Step]
    /// Days; `nil` is for ever.
    let window: Int?
    let order: FunnelQuestion.Order
    let attempt: Attempt
    /// Whether one touch may take several steps.
    let sharesTouches: Bool
    /// What all steps of an attempt have in common.
    let constant: Carried?
    /// Days after the first step for which conversion is told.
    let horizon: Int?

    struct Step: Hashable, Sendable {
        /// The key of a kind, or `stage.` and the key of a stage.
        let key: String
        /// Days after the step before.
        var within: Int?
    }

    enum Attempt: String, Hashable, Sendable, CaseIterable {
        /// The attempt that came furthest.
        case best
        /// From the first time of the first step.
        case first
    }

    static let mostSteps = 8
    static let windows = [1, 7, 30, 90, 365]
    static let days = 1...3_650

    /// - Throws: `invalid` where something is not understood or does not go together.
    init(_ query: Query) throws {
        order = try query.understood("order") ?? .ordered
        attempt = try query.understood("attempt") ?? .best
        sharesTouches = query["touches"] == "shared"
        window = query["window"] == "ever" ? nil : try query.number("window", in: Self.days) ?? 90
        horizon = try query.number("horizon", in: Self.days)
        constant = query["constant"].flatMap(Carried.init(key:))
        steps = try Self.steps(query)
        try Failure.require(query["constant"] == nil || constant != nil, "constant", "must be one of those on the page")
        if let horizon, let window { try Failure.require(horizon <= window, "horizon", "must be at most \(window)") }
        for (place, step) in steps.enumerated() where step.within != nil && order == .any {
            throw Failure.invalid("within\(place + 1)", "must be empty where steps come in any order")
        }
    }

    /// A step that is left empty keeps its place in the form, not in the funnel.
    private static func steps(_ query: Query) throws -> [Step] {
        let asked = query.pairs.filter { $0.name == "step" }.map(\.value)
        let keys = asked.contains { !$0.isEmpty } ? asked : Stage.allCases.map { "stage.\($0.key)" }
        let steps = try keys.enumerated().map { place, key in
            Step(key: key, within: place == 0 ? nil : try query.number("within\(place + 1)", in: days))
        }
        return Array(steps.filter { !$0.key.isEmpty }.prefix(mostSteps))
    }
}

extension FunnelChoice {
    /// - Parameter values: what is held constant.
    /// - Throws: `invalid` where a step is neither a kind nor a stage.
    func question(_ catalogue: Timeline.Catalogue, constant values: TouchValues? = nil) throws -> FunnelQuestion {
        try Failure.require(steps.count >= 2, "step", "must be given twice or more")
        let steps = try steps.map { step in
            let kinds = catalogue.kinds(ofStep: step.key)
            try Failure.require(kinds != nil, "step", "must be a touchpoint of the catalogue or a stage")
            return FunnelQuestion.Step(step.key, kinds: kinds ?? [], within: step.within.map { .days(Int64($0)) })
        }
        return FunnelQuestion(
            steps, window: window.map { .days(Int64($0)) }, order: order, distinct: !sharesTouches, firstAttempt: attempt == .first,
            constant: values, horizon: horizon.map { .days(Int64($0)) })
    }

    /// All kinds that are a step.
    func kinds(_ catalogue: Timeline.Catalogue) -> Set<String> {
        steps.reduce(into: []) { $0.formUnion(catalogue.kinds(ofStep: $1.key) ?? []) }
    }
}
