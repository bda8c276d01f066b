import Kernel

/// A journey as questions ask for it: which part of each line takes part in it, and in which stage each touchpoint of that part stands.
///
/// What happened before – the first purchase, entry and exit – is looked for on the whole line, whatever a filter leaves of it.
package struct JourneyDefinition: Hashable, Sendable {
    /// In their order, each of another name.
    package let stages: [Stage]
    /// Kinds the first of which on a line is the first purchase.
    package let purchase: Set<String>
    /// A line takes part from the first touchpoint of these kinds on, which is part of it; empty: from its beginning.
    package let entry: Set<String>
    /// … until the first touchpoint of these kinds after that, which is part of it too; empty: to its end.
    package let exit: Set<String>

    package struct Stage: Hashable, Sendable {
        package let name: String
        package let rules: [Rule]

        package init(_ name: String, _ rules: [Rule]) { (self.name, self.rules) = (name, rules) }
    }

    /// Puts a touchpoint into a stage when all holds that it says.
    package struct Rule: Hashable, Sendable {
        /// `nil` is every kind.
        package var kinds: Set<String>?
        package var channels: Set<String>?
        package var when: When?
        /// Those that carry something, as a property; `nil` is every touchpoint.
        package var touches: TouchSet?

        package init(kinds: Set<String>? = nil, channels: Set<String>? = nil, when: When? = nil, touches: TouchSet? = nil) {
            (self.kinds, self.channels, self.when, self.touches) = (kinds, channels, when, touches)
        }
    }

    /// Up to the first purchase, itself included, or after it. Where nothing has been bought, all is before.
    package enum When: String, Hashable, Sendable, Codable, CaseIterable { case before, after }

    /// So many rules in all stages together: one bit each.
    package static let mostRules = 64
    package static let mostStages = 20

    /// - Throws: `invalid` for more rules or stages than can be told apart, and for two stages of one name.
    package init(_ stages: [Stage], purchase: Set<String> = [], entry: Set<String> = [], exit: Set<String> = []) throws {
        try Failure.require(stages.count <= Self.mostStages, "stages", "must be at most \(Self.mostStages)")
        try Failure.require(Set(stages.map(\.name)).count == stages.count, "stages", "must have different names")
        try Failure.require(stages.reduce(0) { $0 + $1.rules.count } <= Self.mostRules, "rules", "must be at most \(Self.mostRules)")
        (self.stages, self.purchase, self.entry, self.exit) = (stages, purchase, entry, exit)
    }
}

extension JourneyDefinition {
    /// The place of the first stage that has a rule for such a touchpoint; `nil` where none has.
    func stage(kind: String, channel: String, position: Int64, _ when: When) -> Int? {
        stages.firstIndex { $0.rules.contains { $0.holds(kind: kind, channel: channel, position: position, when) } }
    }

    /// Which places of a line take part.
    func part(of kinds: [String]) -> Range<Int> {
        let first = entry.isEmpty ? 0 : kinds.firstIndex(where: entry.contains)
        guard let first else { return 0..<0 }
        let afterEntry = entry.isEmpty ? first : first + 1
        let last = kinds.indices.first { $0 >= afterEntry && exit.contains(kinds[$0]) }
        return first..<(last.map { $0 + 1 } ?? kinds.count)
    }
}

extension JourneyDefinition.Rule {
    func holds(kind: String, channel: String, position: Int64, _ when: JourneyDefinition.When) -> Bool {
        (kinds?.contains(kind) ?? true) && (channels?.contains(channel) ?? true) && (self.when ?? when) == when
            && (touches?.contains(position) ?? true)
    }
}

extension JourneyLog {
    /// The log as a journey sees it: what takes part, in the stages of the journey.
    package func following(_ journey: JourneyDefinition) -> JourneyLog {
        var touches: [Touch] = []
        for place in 0..<people { touches += taking(line(of: place), journey) }
        return JourneyLog(ordered: Builder.byBeginning(touches), kinds: kinds, channels: channels, stages: journey.stages.map(\.name))
    }

    private func taking(_ line: ArraySlice<Touch>, _ journey: JourneyDefinition) -> [Touch] {
        let touches = Array(line)
        let kindsOfLine = touches.map { kinds[$0.kind] }
        let purchase = kindsOfLine.firstIndex(where: journey.purchase.contains)
        return journey.part(of: kindsOfLine).map { place in
            let when: JourneyDefinition.When = purchase.map { place > $0 } ?? false ? .after : .before
            var touch = touches[place]
            let stage = journey.stage(kind: kindsOfLine[place], channel: channels[touch.channel], position: touch.position, when)
            touch.stage = stage.map { Stage(number: UInt8($0 + 1)) }
            return touch
        }
    }
}
