import Kernel

/// How far people get through given steps.
package struct FunnelQuestion: Hashable, Sendable {
    package var steps: [Step]
    /// How long a person has from the first step to the last, the last moment included; `nil` is for ever.
    package var window: Duration?
    package var order: Order
    /// Whether a touch satisfies one step at most. Otherwise one that fits several steps takes them all.
    package var distinct: Bool
    /// Whether only the first attempt of a person counts. Otherwise the one that comes furthest.
    package var firstAttempt: Bool
    /// What all steps of an attempt have in common, as the number of an order: each value is a line of its own, on which only those touches
    /// stand that carry it. `nil` holds nothing constant.
    package var constant: TouchValues?
    /// How long after the first step conversion is told for, learnt also from those who are still on their way; `nil` tells none.
    package var horizon: Duration?

    package enum Order: String, Hashable, Sendable, CaseIterable {
        /// One after the other, whatever happens in between.
        case ordered
        /// Any other touch between two steps ends the attempt. A step done again does not.
        case strict
        /// As they come: an attempt has come as far as so many of the steps are done.
        case any
    }

    /// - Parameter horizon: no longer than the window: later nobody is watched.
    package init(
        _ steps: [Step], window: Duration? = nil, order: Order = .ordered, distinct: Bool = true, firstAttempt: Bool = false,
        constant: TouchValues? = nil, horizon: Duration? = nil
    ) {
        (self.steps, self.window, self.order, self.distinct, self.firstAttempt) = (steps, window, order, distinct, firstAttempt)
        (self.constant, self.horizon) = (constant, horizon)
    }

    /// A touch of any of these kinds.
    package struct Step: Hashable, Sendable {
        package var name: String
        package var kinds: Set<String>
        /// How long after the step before it counts, the last moment included; `nil` is as long as the window. Of no meaning for the first step,
        /// and where steps come in any order.
        package var within: Duration?

        package init(_ name: String, kinds: Set<String>, within: Duration? = nil) {
            self.name = name
            self.kinds = kinds
            self.within = within
        }

        package init(_ kind: String, within: Duration? = nil) { self.init(kind, kinds: [kind], within: within) }
    }
}

extension FunnelQuestion {
    /// Whether a step has a time of its own.
    package var hasOwnTimes: Bool { order != .any && steps.dropFirst().contains { $0.within != nil } }

    /// What stands at a place of the answer: the step, or in any order how many of them are done.
    func name(of place: Int) -> String { order == .any ? "\(place + 1)" : steps[place].name }

    /// The last moment at which somebody can still take the next step.
    ///
    /// - Parameters:
    ///   - start: when the first step was done, and `last` when the last one so far, in microseconds.
    ///   - reached: how many steps are done.
    package func deadline(start: Int64, last: Int64, reached: Int) -> Int64 {
        let whole = Self.adding(window, to: start)
        guard order != .any, steps.indices.contains(reached) else { return whole }
        return min(whole, Self.adding(steps[reached].within, to: last))
    }

    private static func adding(_ time: Duration?, to moment: Int64) -> Int64 { time.map { moment + $0.microseconds } ?? .max }
}
