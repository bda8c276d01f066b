import Analytics
import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private func catalogue() async throws -> Timeline.Catalogue {
    let kept = Kept()
    try await withMigratedDatabase(.sqlite) { database in
        try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
        await kept.keep(try await Line.open(database).catalogue)
    }
    return await kept.catalogue
}

private func names(_ catalogue: Timeline.Catalogue, _ language: ReaderLanguage = .en) -> KindNames {
    KindNames(Texts(language, now: noon()), catalogue)
}

private actor Kept {
    var catalogue = Timeline.Catalogue()
    func keep(_ catalogue: Timeline.Catalogue) { self.catalogue = catalogue }
}

/// What a browser sends of a journey of two stages, with changes.
private func form(_ changes: [String: String] = [:]) -> Form {
    let usual = [
        "base": "0", "stages": "2", "name": "Buying", "owner": "sales", "goal": "order_placed", "goal_target": "12,5", "purchase": "order_placed",
        "stage.0.name": "Look", "stage.0.rule": #"{"moment":"search"}"#, "stage.0.conversion": "40",
        "stage.1.name": "Buy", "stage.1.rule": #"{"kind":"order_placed","channel":"web"}"#, "stage.1.owner": "sales",
    ]
    return Form(usual.merging(changes) { $1 }.map { (name: $0.key, value: $0.value) })
}

@Suite struct `A journey while it is edited` {
    @Test func `becomes the plan that was typed, and back`() async throws {
        let catalogue = try await catalogue()
        let plan = try JourneyDraft(form()).plan(names(catalogue))
        #expect(plan.goal == .init(kind: "order_placed", target: 0.125) && plan.stages.map(\.name) == ["Look", "Buy"])
        #expect(
            plan.stages[0].target(.conversion) == 0.4 && plan.stages[1].rules == [.init(moment: nil, kind: "order_placed", channel: "web", when: nil)]
        )
        #expect(try JourneyDraft(plan).plan(names(catalogue)) == plan)
        #expect(try JourneyPlan(json: plan.json) == plan)
    }

    @Test func `takes rules of a property, with a value or any, and says what is missing`() async throws {
        let catalogue = try await catalogue()
        var draft = try JourneyDraft(form())
        try draft.press("rule", form(["rule_stage": "0", "rule_property": "carrier", "rule_value": "van"]), catalogue)
        try draft.press("rule", form(["rule_stage": "0", "rule_what": "kind:delivery", "rule_property": "carrier"]), catalogue)
        #expect(draft.stages[0].rules.map(\.carries) == [nil, .init(property: "carrier", value: "van"), .init(property: "carrier")])
        let plan = try draft.plan(names(catalogue))
        #expect(try JourneyPlan(json: plan.json) == plan)
        #expect(throws: Failure.invalid("rule_property", "must be given")) {
            try draft.press("rule", form(["rule_stage": "0", "rule_value": "van"]), catalogue)
        }
        #expect(throws: Failure.invalid("rule_property", "must have 1 to 200 characters")) {
            try draft.press("rule", form(["rule_stage": "0", "rule_property": String(repeating: "a", count: 201)]), catalogue)
        }
        for language in ReaderLanguage.allCases {
            let words = JourneyRuleWords(t: Texts(language, now: noon()), catalogue: catalogue)
            #expect(words.text(plan.stages[0].rules[1]).contains("carrier") && words.text(plan.stages[0].rules[1]).contains("van"))
        }
    }

    @Test func `takes kinds by the names under which the reader knows them`() async throws {
        let catalogue = try await catalogue()
        for language in ReaderLanguage.allCases {
            let names = names(catalogue, language)
            #expect(names.all.count == catalogue.kinds.count)
            for kind in catalogue.kinds { #expect(names.key(names.shown(kind.key).uppercased()) == kind.key && names.key(kind.key) == kind.key) }
        }
        #expect(try JourneyDraft(form(["entry": "Page viewed"])).plan(names(catalogue)).entry == "page_view")
        #expect(throws: Failure.invalid("entry", "must be a touchpoint of the catalogue")) {
            try JourneyDraft(form(["entry": "Page viewed twice"])).plan(names(catalogue))
        }
    }

    @Test func `does what its buttons say and loses nothing that was typed`() async throws {
        let catalogue = try await catalogue()
        var draft = try JourneyDraft(form(["name": "", "stage.0.conversion": "lots"]))
        try draft.press("down.0", form(), catalogue)
        #expect(draft.stages.map(\.name) == ["Buy", "Look"] && draft.stages[1].targets[.conversion] == "lots")
        try draft.press("up.1", form(), catalogue)
        try draft.press("up.0", form(), catalogue)
        try draft.press("add", form(), catalogue)
        #expect(draft.stages.map(\.name) == ["Look", "Buy", ""])
        let asked = form(["rule_stage": "2", "rule_what": "kind:phone_call", "rule_channel": "phone", "rule_when": "after"])
        try draft.press("rule", asked, catalogue)
        try draft.press("rule", asked, catalogue)
        #expect(draft.stages[2].rules == [.init(moment: nil, kind: "phone_call", channel: "phone", when: .after)])
        try draft.press("unrule.2.0", form(), catalogue)
        try draft.press("drop.0", form(), catalogue)
        #expect(draft.stages.map(\.name) == ["Buy", ""] && draft.stages[1].rules.isEmpty)
    }

    @Test(arguments: [
        ["name": ""], ["goal": "no_such_kind"], ["goal_target": "120"], ["stage.0.name": ""], ["stage.1.name": "Look"], ["stage.0.conversion": "-1"],
        ["stage.1.days": "soon"], ["stages": "0"], ["entry": "x"], ["stages": "13"], ["base": "x"],
    ])
    func `says which field is wrong`(change: [String: String]) async throws {
        let catalogue = try await catalogue()
        #expect { try JourneyDraft(form(change)).plan(names(catalogue)) } throws: { error in
            guard case Failure.invalid(let field, _) = error else { return false }
            return change[field] != nil
        }
    }

    @Test(arguments: ["{", #"{"kind":3}"#, "null"]) func `takes no rule that is none`(rule: String) {
        #expect(throws: Failure.invalid("rule", "must be a rule of a journey")) { try JourneyDraft(form(["stage.0.rule": rule])) }
    }

    @Test func `wants to know what a purchase is before it tells before from after`() async throws {
        let draft = try JourneyDraft(form(["purchase": "", "stage.0.rule": #"{"when":"after"}"#]))
        let catalogue = try await catalogue()
        #expect(throws: Failure.invalid("purchase", "must be chosen where a rule asks for the first purchase")) { try draft.plan(names(catalogue)) }
        #expect(throws: Failure.invalid("rule", "must be one of the choices")) {
            try JourneyDraft(form(["stage.0.rule": #"{"kind":"no_such_kind"}"#])).plan(names(catalogue))
        }
    }

    @Test func `joins rules that differ by their kind alone, so that hundreds are a few`() async throws {
        let catalogue = try await catalogue()
        var plan = try JourneyDraft(form()).plan(names(catalogue))
        plan.stages[0].rules = catalogue.kinds.flatMap { kind in
            ["web", "app"].map { JourneyPlan.Rule(moment: nil, kind: kind.key, channel: $0, when: nil) }
        }
        let rules = try plan.definition(catalogue).stages[0].rules
        #expect(rules == [.init(kinds: Set(catalogue.kinds.map(\.key)), channels: ["web", "app"])])
        plan.stages[0].rules.append(JourneyPlan.Rule(moment: nil, kind: nil, channel: "web", when: nil))
        let wider = try plan.definition(catalogue).stages[0].rules
        #expect(Set(wider) == [.init(channels: ["web"]), .init(kinds: Set(catalogue.kinds.map(\.key)), channels: ["app"])])
    }

    @Test func `is counted while it is shown, in every language, and cannot be broken out of`() async throws {
        try await withShop { line, store in
            let draft = try JourneyDraft(form(["stage.0.name": "<script>alert(1)</script>", "note": "\" onload=x"]))
            let definition = try draft.shape(names(line.catalogue)).definition(line.catalogue)
            let scope = JourneyScope(Query(), today: noon().day)
            let counts = try await store.answer(definition, scope, at: noon()) {
                JourneyCounts(
                    people: try await $0.line.overview($0.filter).people, contents: try await $0.line.following(definition).stageContents($0.filter))
            }
            #expect(counts.contents.stages.map(\.people) == [1_200, 1_200] && counts.contents.elsewhere.touches > 0)
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: noon())
                let page = JourneyEditorPage(
                    t: t, seal: "s", draft: draft, state: FormState(), kinds: KindNames(t, line.catalogue), counts: counts
                ).html.text
                #expect(!page.contains("<script>alert") && !page.contains("\" onload=x"))
                #expect(page.contains(t("journey.plan.counts.elsewhere")) && page.contains("value=\"unrule.0.0\""))
            }
        }
    }
}
