import Analytics
import Timeline
import Web

/// The choice of a funnel: what is asked for often in sight, the rest folded away.
struct FunnelForm: Markup {
    let t: Texts
    let choice: FunnelChoice
    /// What the touchpoints of the steps carry.
    let carried: [Carried]
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        <form class="filters" action="/journey/funnel" data-swap>\(query.scopeFields)<div class="fields">\(steps)
        \(Field("window", t("journey.funnel.window"), .choice(windows), value: choice.window.map { "\($0)" } ?? "ever"))
        \(Field("order", t("journey.funnel.order"), .choice(orders), value: choice.order.rawValue))</div>
        <details class="finer"\(flag: "open", isFine)><summary>\(t("journey.funnel.finer"))</summary><div class="fields">
        \(Field("attempt", t("journey.funnel.attempt"), .choice(attempts), value: choice.attempt.rawValue))
        \(Field("touches", t("journey.funnel.touches"), .choice(touches), value: choice.sharesTouches ? "shared" : ""))
        \(Field("constant", t("journey.funnel.constant"), .choice(constants), value: choice.constant?.key ?? ""))
        \(Field("horizon", t("journey.funnel.horizon"), .number, value: choice.horizon.map { "\($0)" } ?? "", hint: t("journey.funnel.horizon.hint")))
        \(ownTimes)</div></details>
        <div class="actions">\(Button(t("web.show"), .primary))\(another)</div></form>
        """
    }

    private var isFine: Bool {
        choice.attempt != .best || choice.sharesTouches || choice.constant != nil || choice.horizon != nil
            || choice.steps.contains { $0.within != nil }
    }

    /// One for each step, and as many more as the address asks for.
    private var places: Range<Int> { 0..<min(FunnelChoice.mostSteps, max(2, choice.steps.count, query.int("fields") ?? 0)) }

    private var another: HTML? {
        guard places.count < FunnelChoice.mostSteps else { return nil }
        return LinkButton(t("journey.funnel.add_step"), href: "/journey/funnel\(query.with("fields", "\(places.count + 1)").text)", .quiet).html
    }

    private func step(_ place: Int) -> FunnelChoice.Step? { choice.steps.indices.contains(place) ? choice.steps[place] : nil }

    private var steps: [HTML] {
        places.map { place in
            Field(
                "step", t("journey.funnel.step.number", ["number": place + 1]), .choice(options(isRequired: place < 2)),
                value: step(place)?.key ?? "",
                id: "step-\(place)"
            ).html
        }
    }

    private var ownTimes: [HTML] {
        places.dropFirst().map { place in
            Field(
                "within\(place + 1)", t("journey.funnel.own_time", ["number": place + 1]), .number, value: step(place)?.within.map { "\($0)" } ?? ""
            ).html
        }
    }

    private func options(isRequired: Bool) -> [Field.Option] {
        let none = isRequired ? [] : [Field.Option("", t("journey.funnel.no_step"))]
        let stages = Stage.allCases.map { Field.Option("stage.\($0.key)", t("journey.funnel.stage", ["stage": t.name(of: $0)])) }
        return none + stages + t.kindOptions(catalogue)
    }

    private var windows: [Field.Option] {
        let known = Set(FunnelChoice.windows + [choice.window].compactMap(\.self)).sorted()
        return known.map { Field.Option("\($0)", t("journey.days", ["count": $0])) } + [Field.Option("ever", t("journey.funnel.no_window"))]
    }

    private var orders: [Field.Option] {
        FunnelQuestion.Order.allCases.map { Field.Option($0.rawValue, t("journey.funnel.order.\($0.rawValue)")) }
    }

    private var attempts: [Field.Option] {
        FunnelChoice.Attempt.allCases.map { Field.Option($0.rawValue, t("journey.funnel.attempt.\($0.rawValue)")) }
    }

    private var touches: [Field.Option] { [.init("", t("journey.funnel.touches.one")), .init("shared", t("journey.funnel.touches.shared"))] }

    private var constants: [Field.Option] {
        let asked = choice.constant.map { carried.contains($0) ? [] : [$0] } ?? []
        return [.init("", t("journey.funnel.constant.none"))] + (asked + carried).map { .init($0.key, t.name(of: $0)) }
    }
}
