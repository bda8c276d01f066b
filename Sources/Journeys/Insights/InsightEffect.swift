import Analytics
import Kernel
import Statistics
import Timeline

/// What changed after something was done: the same figure of the same people, from the change until then, and since.
struct InsightEffect: Hashable, Sendable {
    let acted: Course
    /// Of those whom the action left alone; `nil` where nobody was held out.
    let heldOut: Course?

    /// A figure before the action and since.
    struct Course: Hashable, Sendable {
        let before: Estimate
        let after: Estimate
        /// After less before; `nil` where either is too few.
        let difference: Difference?

        init(_ before: Estimate, _ after: Estimate, _ difference: Difference?) {
            (self.before, self.after) = (before, after)
            self.difference = before.value != nil && after.value != nil ? difference : nil
        }
    }

    /// What the action did: the change of those it was for; with a hold-out that change less the change of those left alone, who are other people.
    var difference: Difference? {
        guard let heldOut else { return acted.difference }
        guard let ours = acted.difference, let theirs = heldOut.difference else { return nil }
        let variance = ours.standardError * ours.standardError + theirs.standardError * theirs.standardError
        return Difference(value: ours.value - theirs.value, standardError: variance.squareRoot(), center: ours.center - theirs.center)
    }
}

/// Measures the figure of a finding before something was done and since.
struct EffectMeasuring {
    let finding: Finding
    let actedOn: Day
    let line: any JourneyAnalytics
    let catalogue: Catalogue

    /// - Parameters:
    ///   - people: whom the finding is about; `nil` is everybody.
    ///   - heldOut: whom the action left alone; they count apart, as they are.
    func effect(_ people: Set<Int64>?, heldOut: Set<Int64>?) async throws -> InsightEffect {
        guard let heldOut else { return InsightEffect(acted: try await course(people), heldOut: nil) }
        let everyone = if let people { people } else { try await line.everyone }
        return InsightEffect(acted: try await course(everyone.subtracting(heldOut)), heldOut: try await course(heldOut))
    }

    private func course(_ people: Set<Int64>?) async throws -> InsightEffect.Course {
        let before = Filter(from: finding.begins, until: actedOn.start, people: people)
        let after = Filter(from: actedOn.start, people: people)
        if finding.what == .reach {
            let (earlier, later) = (try await reached(before), try await reached(after))
            return .init(earlier.estimate, later.estimate, later.adjustedDifference(from: earlier))
        }
        guard finding.what == .touchpoint else {
            let scale: ScoreScale = finding.what == .experience ? .nps : .csat
            let earlier = try await line.scores(ScoreQuestion(scale), before).first?.figure ?? ScoreFigure(scale)
            let later = try await line.scores(ScoreQuestion(scale), after).first?.figure ?? ScoreFigure(scale)
            return .init(earlier.estimate, later.estimate, later.difference(from: earlier))
        }
        let (earlier, later) = (try await share(before), try await share(after))
        return .init(earlier.estimate, later.estimate, later.adjustedDifference(from: earlier))
    }

    /// Of the people of each day those who met it; a person counts once a day.
    private func reached(_ filter: Filter) async throws -> Proportion {
        let reach = try await line.reach(filter)
        let met = reach.kinds.first { $0.kind == finding.kind }?.people ?? []
        return Proportion(met.reduce(0, +), of: reach.people.reduce(0, +))
    }

    /// How often the touchpoint happened, as the finding tells it: for each of what it happens with, or of all that happened in its stage.
    private func share(_ filter: Filter) async throws -> Proportion {
        guard let key = finding.kind else { return Proportion(0, of: 0) }
        var inside = filter
        inside.kinds = finding.occasion.map { [key, $0.kind] } ?? catalogue.kindsBeside(key)
        let overview = try await line.overview(inside)
        func touches(_ kind: String) -> Int { overview.kinds.first { $0.name == kind }?.touches ?? 0 }
        guard let base = finding.occasion.map({ touches($0.kind) }) else { return Proportion(touches(key), of: overview.touches) }
        return Proportion(min(touches(key), base), of: base)
    }
}
