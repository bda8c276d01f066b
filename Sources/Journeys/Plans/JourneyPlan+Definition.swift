import Analytics
import Kernel
import Timeline

extension JourneyPlan {
    /// The five moments of the catalogue: what everybody begins with.
    init(_ name: String, momentsOf catalogue: Catalogue, named: (Timeline.Stage) -> String) {
        self.init(
            name: name, owner: "", goal: nil, purchase: nil, entry: nil, exit: nil,
            stages: Timeline.Stage.allCases.map {
                Stage(name: named($0), owner: "", rules: [Rule(moment: $0.key, kind: nil, channel: nil, when: nil)], targets: [])
            })
    }

    /// - Parameter carrying: which touchpoints carry what its rules ask for.
    /// - Throws: `invalid` when its rules are more than one question can tell apart.
    func definition(_ catalogue: Catalogue, carrying: [Carries: TouchSet] = [:]) throws -> JourneyDefinition {
        func one(_ kind: String?) -> Set<String> { kind.map { [$0] } ?? [] }
        return try JourneyDefinition(
            stages.map { JourneyDefinition.Stage($0.name, $0.joined(catalogue, carrying)) }, purchase: one(purchase), entry: one(entry),
            exit: one(exit))
    }
}

extension Line {
    /// A plan as questions ask for it, with what its rules ask touchpoints to carry looked up.
    func definition(_ plan: JourneyPlan) async throws -> JourneyDefinition {
        var carrying: [JourneyPlan.Carries: TouchSet] = [:]
        for carries in Set(plan.stages.flatMap(\.rules).compactMap(\.carries)) {
            carrying[carries] = try await CarriedStore(line: self).touches(property: carries.property, carries.value)
        }
        return try plan.definition(catalogue, carrying: carrying)
    }
}

extension JourneyPlan.Stage {
    /// Its rules, those that differ by their kind alone, or by their channel alone, as one.
    fileprivate func joined(_ catalogue: Catalogue, _ carrying: [JourneyPlan.Carries: TouchSet]) -> [JourneyDefinition.Rule] {
        var joined: [JourneyDefinition.Rule] = []
        for rule in rules {
            let next = JourneyDefinition.Rule(
                kinds: rule.kinds(catalogue), channels: rule.channel.map { [$0] }, when: rule.when,
                touches: rule.carries.map { carrying[$0] ?? TouchSet() })
            if let place = joined.firstIndex(where: { $0.channels == next.channels && $0.when == next.when && $0.touches == next.touches }) {
                // Every kind, together with some, is every kind.
                joined[place].kinds = next.kinds.flatMap { joined[place].kinds?.union($0) }
            } else {
                joined.append(next)
            }
        }
        return joined.reduce(into: []) { rules, next in
            if let place = rules.firstIndex(where: { $0.kinds == next.kinds && $0.when == next.when && $0.touches == next.touches }) {
                rules[place].channels = next.channels.flatMap { rules[place].channels?.union($0) }
            } else {
                rules.append(next)
            }
        }
    }
}

extension JourneyPlan.Rule {
    /// `nil` is every kind.
    fileprivate func kinds(_ catalogue: Catalogue) -> Set<String>? {
        guard let moment else { return kind.map { [$0] } }
        return Set(catalogue.kinds.filter { $0.stage?.key == moment }.map(\.key))
    }
}
