import Analytics
import Kernel
import Timeline
import Web

/// What somebody says becomes of a finding.
struct InsightEntry: Sendable {
    let status: Insight.Status
    let action: String
    let actedOn: Day?
    let holdout: ID<Segment>?
    /// Whose it is from now on; `nil` where it is left to whoever says so.
    let owner: ID<Viewer>?

    /// - Parameters:
    ///   - today: as the reader counts days.
    ///   - colleagues: who may be chosen.
    ///   - segments: those that may be left alone.
    /// - Throws: `invalid` where a field cannot be so.
    init(_ form: Form, _ finding: Finding, today: Day, colleagues: [Colleague], segments: [Segment]) throws {
        guard let status = Insight.Status(rawValue: form["status"]) else { throw Failure.invalid("status", "must be one of the choices") }
        self.status = status
        action = try form.text("action", 0...1_000)
        actedOn = form.optional("acted_on") == nil ? nil : try form.day("acted_on")
        try Failure.require(status != .done || actedOn != nil, "acted_on", "must say since when the action works")
        if let actedOn {
            try Failure.require(actedOn <= today || status != .done, "acted_on", "must not lie in the future")
            try Failure.require(actedOn.start > finding.begins, "acted_on", "must come after the day on which it began")
        }
        holdout = try Self.chosen("holdout", form, among: segments) { "\($0.id)" }?.id
        owner = try Self.chosen("owner", form, among: colleagues) { "\($0.id)" }?.id
    }

    private static func chosen<Choice>(_ name: String, _ form: Form, among choices: [Choice], _ key: (Choice) -> String) throws -> Choice? {
        guard let text = form.optional(name) else { return nil }
        guard let choice = choices.first(where: { key($0) == text }) else { throw Failure.invalid(name, "must be one of those on the page") }
        return choice
    }

    /// An action that leaves everybody alone does nothing, and of people whom it does not concern nothing can be told.
    ///
    /// - Parameters:
    ///   - concerned: whom the finding is about.
    ///   - heldOut: the people of the segment.
    /// - Throws: `invalid` where the segment cannot be held out.
    static func requireHoldout(_ heldOut: Set<Int64>, of concerned: Set<Int64>) throws {
        try Failure.require(!concerned.isSubset(of: heldOut), "holdout", "must leave somebody whom it concerns")
        try Failure.require(!concerned.isDisjoint(with: heldOut), "holdout", "must hold out somebody whom it concerns")
    }
}

/// What was said of one finding and cannot be: the form as it was filled in.
struct RefusedEntry {
    let token: String
    let state: FormState
}
