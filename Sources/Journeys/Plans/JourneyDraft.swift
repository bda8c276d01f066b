import Analytics
import Kernel
import Timeline
import Web

/// A journey while it is edited: all that stands in the form, right or wrong, so that no button loses what was typed.
struct JourneyDraft: Sendable {
    var id: ID<JourneyPlan>?
    /// The version it was begun with; 0 of a new one.
    var base = 0
    var name = ""
    var owner = ""
    /// Kinds by key or as somebody types them.
    var goal = ""
    var goalTarget = ""
    var purchase = ""
    var entry = ""
    var exit = ""
    var stages: [Stage] = []
    var note = ""

    struct Stage: Sendable {
        var name = ""
        var owner = ""
        var rules: [JourneyPlan.Rule] = []
        /// As typed: shares in per cent.
        var targets: [StageTarget.Figure: String] = [:]
    }
}

// MARK: - As it stands in the form

extension JourneyDraft {
    static func stage(_ place: Int, _ field: String) -> String { "stage.\(place).\(field)" }

    /// - Throws: `invalid` for what no page of ours would send.
    init(_ form: Form, id: ID<JourneyPlan>? = nil) throws {
        self.id = id
        base = try form.int("base", 0...1_000_000)
        (name, owner, note) = (form["name"], form["owner"], form["note"])
        (goal, goalTarget, purchase, entry, exit) = (form["goal"], form["goal_target"], form["purchase"], form["entry"], form["exit"])
        stages = try (0..<form.int("stages", 0...JourneyPlan.mostStages)).map { place in
            let rules = form.all(Self.stage(place, "rule"))
            try Failure.require(rules.count <= JourneyPlan.mostRules, "rule", "must be at most \(JourneyPlan.mostRules)")
            return Stage(
                name: form[Self.stage(place, "name")], owner: form[Self.stage(place, "owner")],
                rules: try rules.map { try JourneyPlan.Rule(json: $0) },
                targets: Dictionary(
                    uniqueKeysWithValues: StageTarget.Figure.allCases.map { ($0, form[Self.stage(place, $0.rawValue)]) }))
        }
    }

    /// - Parameter t: whose words and whose way to write numbers.
    init(_ plan: JourneyPlan, id: ID<JourneyPlan>? = nil, base: Int = 0) {
        (self.id, self.base, name, owner) = (id, base, plan.name, plan.owner)
        (goal, goalTarget) = (plan.goal?.kind ?? "", plan.goal?.target.map { Self.typed($0 * 100) } ?? "")
        (purchase, entry, exit) = (plan.purchase ?? "", plan.entry ?? "", plan.exit ?? "")
        stages = plan.stages.map { stage in
            let targets = stage.targets.map { ($0.figure, Self.typed($0.figure.isShare ? $0.value * 100 : $0.value)) }
            return Stage(
                name: stage.name, owner: stage.owner, rules: stage.rules, targets: Dictionary(targets, uniquingKeysWith: { first, _ in first }))
        }
    }

    private static func typed(_ number: Double) -> String {
        let rounded = (number * 1_000).rounded() / 1_000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension StageTarget.Figure {
    /// Typed in per cent.
    var isShare: Bool { self == .conversion || self == .satisfaction }

    /// What may be typed.
    var range: ClosedRange<Double> {
        switch self {
        case .conversion, .satisfaction: 0...100
        case .recommendation: -100...100
        case .days: 0...3_650
        }
    }
}

// MARK: - What its buttons do

extension JourneyDraft {
    /// What was pressed: a word, and the places of what it was pressed at, as in `unrule.2.0`.
    ///
    /// - Throws: `invalid` for the field that is wrong.
    mutating func press(_ button: String, _ form: Form, _ catalogue: Timeline.Catalogue) throws {
        let words = button.split(separator: ".").map(String.init)
        let places = words.dropFirst().compactMap { Int($0) }
        switch (words.first ?? "", places.count) {
        case ("count", 0), ("", 0): break
        case ("add", 0): try addStage()
        case ("rule", 0): try addRule(form, catalogue)
        case ("up", 1): move(places[0], to: places[0] - 1)
        case ("down", 1): move(places[0], to: places[0] + 1)
        case ("drop", 1) where stages.indices.contains(places[0]): stages.remove(at: places[0])
        case ("unrule", 2) where stages.indices.contains(places[0]) && stages[places[0]].rules.indices.contains(places[1]):
            stages[places[0]].rules.remove(at: places[1])
        default: throw Failure.invalid("do", "must be one of the choices")
        }
    }

    private mutating func addStage() throws {
        try Failure.require(stages.count < JourneyPlan.mostStages, "stages", "must be at most \(JourneyPlan.mostStages)")
        stages.append(Stage())
    }

    private mutating func move(_ place: Int, to other: Int) {
        guard stages.indices.contains(place), stages.indices.contains(other) else { return }
        stages.swapAt(place, other)
    }

    private mutating func addRule(_ form: Form, _ catalogue: Timeline.Catalogue) throws {
        let place = try form.int("rule_stage", 0...JourneyPlan.mostStages)
        guard stages.indices.contains(place) else { throw Failure.invalid("rule_stage", "must be one of the choices") }
        let rule = try JourneyPlan.Rule(form)
        try rule.check("rule_what", catalogue)
        try Failure.require(stages[place].rules.count < JourneyPlan.mostRules, "rule_stage", "must be at most \(JourneyPlan.mostRules)")
        if !stages[place].rules.contains(rule) { stages[place].rules.append(rule) }
    }
}

extension JourneyPlan.Rule {
    /// The rule that is asked for: what it is, as `moment:search` or `kind:order_placed`, where and when.
    init(_ form: Form) throws {
        let what = form["rule_what"].split(separator: ":", maxSplits: 1).map(String.init)
        self.init(
            moment: what.first == "moment" ? what.last : nil, kind: what.first == "kind" ? what.last : nil, channel: form.optional("rule_channel"),
            when: form.optional("rule_when") == nil ? nil : try form.choice("rule_when"))
        try Failure.require(moment != nil || kind != nil || what.isEmpty, "rule_what", "must be one of the choices")
        if let property = form.optional("rule_property") { carries = .init(property: property, value: form.optional("rule_value")) }
        try Failure.require(carries != nil || form.optional("rule_value") == nil, "rule_property", "must be given")
        try Failure.require(moment != nil || kind != nil || channel != nil || when != nil || carries != nil, "rule_what", "must be chosen")
    }

    /// - Throws: `invalid` for a kind, moment or channel that the catalogue does not have, and for a property longer than any.
    func check(_ field: String, _ catalogue: Timeline.Catalogue) throws {
        let isKnown =
            (kind.map { catalogue.number(ofKind: $0) != nil } ?? true) && (channel.map { catalogue.number(ofChannel: $0) != nil } ?? true)
            && (moment.map { Timeline.Stage(key: $0) != nil } ?? true) && (kind == nil || moment == nil)
        guard isKnown else { throw Failure.invalid(field, "must be one of the choices") }
        for text in [carries?.property, carries?.value].compactMap(\.self) {
            try Failure.require(JourneyPlan.carried.contains(text.unicodeScalars.count), "rule_property", "must have 1 to 200 characters")
        }
    }
}

// MARK: - As a plan

extension JourneyDraft {
    /// - Throws: `invalid` for the field that is wrong.
    func plan(_ kinds: KindNames) throws -> JourneyPlan {
        try Failure.require(JourneyPlan.names.contains(name.unicodeScalars.count), "name", "must have 1 to 100 characters")
        try Failure.require(owner.unicodeScalars.count <= 60, "owner", "must have 0 to 60 characters")
        try Failure.require(!stages.isEmpty, "stages", "must not be empty")
        var plan = try shape(kinds)
        (plan.name, plan.owner) = (name, owner)
        if let kind = try kind("goal", goal, kinds) {
            plan.goal = JourneyPlan.Goal(kind: kind, target: try number("goal_target", goalTarget, 0...100).map { $0 / 100 })
        } else {
            try Failure.require(goalTarget.isEmpty, "goal", "must be chosen")
        }
        for (place, stage) in stages.enumerated() {
            let field = Self.stage(place, "name")
            try Failure.require(JourneyPlan.stageNames.contains(stage.name.unicodeScalars.count), field, "must have 1 to 60 characters")
            try Failure.require(!stages[..<place].contains { $0.name == stage.name }, field, "is taken by another stage")
            try Failure.require(stage.owner.unicodeScalars.count <= 60, Self.stage(place, "owner"), "must have 0 to 60 characters")
            plan.stages[place].name = stage.name
            plan.stages[place].owner = stage.owner
            plan.stages[place].targets = try targets(stage, place)
        }
        return plan
    }

    /// What it does to touchpoints, whatever it is called: stages are named by their places. Enough to count.
    func shape(_ kinds: KindNames) throws -> JourneyPlan {
        let asksWhen = stages.contains { $0.rules.contains { $0.when != nil } }
        let purchase = try kind("purchase", purchase, kinds)
        try Failure.require(purchase != nil || !asksWhen, "purchase", "must be chosen where a rule asks for the first purchase")
        for stage in stages { for rule in stage.rules { try rule.check("rule", kinds.catalogue) } }
        let plan = JourneyPlan(
            name: "", owner: "", goal: nil, purchase: purchase, entry: try kind("entry", entry, kinds), exit: try kind("exit", exit, kinds),
            stages: stages.enumerated().map { JourneyPlan.Stage(name: "\($0)", owner: "", rules: $1.rules, targets: []) })
        _ = try plan.definition(kinds.catalogue)
        return plan
    }

    private func kind(_ field: String, _ typed: String, _ kinds: KindNames) throws -> String? {
        if typed.isEmpty { return nil }
        guard let key = kinds.key(typed) else { throw Failure.invalid(field, "must be a touchpoint of the catalogue") }
        return key
    }

    private func targets(_ stage: Stage, _ place: Int) throws -> [StageTarget] {
        try StageTarget.Figure.allCases.compactMap { figure in
            let value = try number(Self.stage(place, figure.rawValue), stage.targets[figure] ?? "", figure.range)
            return value.map { StageTarget(figure: figure, value: figure.isShare ? $0 / 100 : $0) }
        }
    }

    /// Read as people write it, with a comma or a point; empty is none.
    private func number(_ field: String, _ text: String, _ range: ClosedRange<Double>) throws -> Double? {
        if text.isEmpty { return nil }
        let plain = text.replacing(",", with: ".").replacing("−", with: "-").replacing("%", with: "").replacing(" ", with: "")
        guard let number = Double(plain), range.contains(number) else {
            throw Failure.invalid(field, "must be a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
        }
        return number
    }
}
