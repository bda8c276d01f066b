/// How far people get through given steps, in order.
package struct FunnelQuestion: Hashable, Sendable {
    package var steps: [Step]
    /// How long a person has from the first step to the last, the last moment included; `nil` is for ever.
    package var window: Duration?
    /// Whether any other touch between two steps ends the attempt. A step done again does not.
    package var strict: Bool
    /// Whether a touch satisfies one step at most. Otherwise one that fits several steps in a row takes them all.
    package var distinct: Bool
    /// Whether only the first time that a person does the first step counts. Otherwise the attempt that comes furthest.
    package var firstAttempt: Bool

    package init(_ steps: [Step], window: Duration? = nil, strict: Bool = false, distinct: Bool = true, firstAttempt: Bool = false) {
        (self.steps, self.window, self.strict, self.distinct, self.firstAttempt) = (steps, window, strict, distinct, firstAttempt)
    }

    /// A touch of any of these kinds.
    package struct Step: Hashable, Sendable {
        package var name: String
        package var kinds: Set<String>

        package init(_ name: String, kinds: Set<String>) {
            self.name = name
            self.kinds = kinds
        }

        package init(_ kind: String) { self.init(kind, kinds: [kind]) }
    }
}
