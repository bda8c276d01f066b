import Analytics
import Kernel
import Timeline
import Web

/// The funnel that the address asks for: `?step=page_view&step=stage.decision&window=30&order=strict`.
struct FunnelChoice: Hashable, Sendable {
    /// Keys of kinds, or `stage.` and the key of a stage.
    var steps: [String]
    /// Days; `nil` is for ever.
    var window: Int?
    var order: Order

    enum Order: String, Hashable, Sendable, CaseIterable {
        /// The attempt that came furthest.
        case best
        /// From the first time of the first step.
        case first
        /// Nothing else in between.
        case strict
    }

    static let mostSteps = 8
    static let windows = [1, 7, 30, 90, 365]

    init(_ query: Query) {
        let asked = query.all("step").prefix(Self.mostSteps)
        steps = !asked.isEmpty ? Array(asked) : Stage.allCases.map { "stage.\($0.key)" }
        window = query["window"] == "ever" ? nil : query.int("window").map { min(max($0, 1), 3_650) } ?? 90
        order = query.choice("order") ?? .best
    }

    /// - Throws: `invalid` where a step is neither a kind nor a stage.
    func question(_ catalogue: Timeline.Catalogue) throws -> FunnelQuestion {
        try Failure.require(steps.count >= 2, "step", "must be given twice or more")
        let steps = try steps.map { step in
            let kinds = Self.kinds(of: step, catalogue)
            try Failure.require(kinds != nil, "step", "must be a touchpoint of the catalogue or a stage")
            return FunnelQuestion.Step(step, kinds: kinds ?? [])
        }
        return FunnelQuestion(steps, window: window.map { .days(Int64($0)) }, strict: order == .strict, firstAttempt: order == .first)
    }

    private static func kinds(of step: String, _ catalogue: Timeline.Catalogue) -> Set<String>? {
        if step.hasPrefix("stage."), let stage = Stage(key: String(step.dropFirst(6))) {
            return Set(catalogue.kinds.filter { $0.stage == stage }.map(\.key))
        }
        return catalogue.kind(key: step).map { [$0.key] }
    }
}

extension Texts {
    func name(ofStep step: String, _ catalogue: Timeline.Catalogue) -> String {
        if step.hasPrefix("stage."), let stage = Stage(key: String(step.dropFirst(6))) { return name(of: stage) }
        return name(ofKind: step, catalogue)
    }
}
