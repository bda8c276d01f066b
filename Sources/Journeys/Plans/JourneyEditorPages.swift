import Analytics
import Kernel
import Timeline
import Web

/// A journey while it is set up: one form with a button for each thing that can be done, and what it comes to as it stands.
struct JourneyEditorPage {
    let t: Texts
    let seal: String
    let draft: JourneyDraft
    let state: FormState
    let kinds: KindNames
    let counts: JourneyCounts?

    private var catalogue: Timeline.Catalogue { kinds.catalogue }
    var title: String { draft.id == nil ? t("journey.plan.new") : t("journey.plan.edit") }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: HTML(escaping: t("journey.plan.lead")),
            crumbs: [Crumb(t("web.place.journey"), "/journey"), Crumb(t("journey.tab.journeys"), "/journey/journeys")]))
        \(PostForm(draft.path, seal: seal, swaps: true, content: form))
        """
    }

    private var form: HTML {
        """
        \(carried)<div class="stack">\(Section(t("journey.plan.whole"), actions: count, content: whole))
        \(Section(t("journey.plan.stages"), note: HTML(escaping: t("journey.plan.stages.about")), content: stages))
        \(Section(t("journey.plan.rule.add"), note: HTML(escaping: t("journey.plan.rule.add.about")), content: adding))
        \(Section(t("journey.plan.counts"), note: HTML(escaping: t("journey.plan.counts.about")), id: "counts", content: counted))
        \(Section(t("journey.plan.save"), note: HTML(escaping: t("journey.plan.save.about")), content: saving))</div>
        """
    }

    private var carried: HTML {
        """
        <input type="hidden" name="base" value="\(draft.base)"><input type="hidden" name="stages" value="\(draft.stages.count)">
        """
    }

    /// The first button of the form: what the return key presses must do no harm.
    private var count: HTML { Button(t("journey.plan.count"), name: "do", value: "count").html }

    private func field(_ name: String, _ label: String, _ value: String, _ kind: Field.Kind = .text, hint: String? = nil) -> HTML {
        Field(name, label, kind, value: value, hint: hint, error: state.errors[name]).html
    }

    /// Of what is no field.
    private func error(_ name: String) -> HTML? {
        state.errors[name].map { "<p class=\"error\" role=\"alert\" id=\"field-\(name)\" tabindex=\"-1\">\($0)</p>" }
    }
}

// MARK: - The journey as a whole

extension JourneyEditorPage {
    private var whole: HTML {
        """
        <div class="stack"><div class="fields">\(field("name", t("journey.plan.name"), draft.name))
        \(field("owner", t("journey.plan.owner"), draft.owner, .choice(owners(draft.owner))))</div>
        <div class="fields">\(kind("goal", draft.goal))\(field("goal_target", t("journey.plan.goal.target"), draft.goalTarget))</div>
        <div class="fields">\(kind("entry", draft.entry))\(kind("exit", draft.exit))\(kind("purchase", draft.purchase))</div></div>
        <datalist id="kinds">\(kinds.all.map { "<option value=\"\($0)\">" as HTML })</datalist>
        """
    }

    private func kind(_ name: String, _ typed: String) -> HTML {
        field(name, t("journey.plan.\(name)"), kinds.shown(typed), .suggested(list: "kinds"), hint: t("journey.plan.\(name).hint"))
    }

    private func owners(_ current: String) -> [Field.Option] {
        let known = Set(catalogue.departments + [current]).subtracting([""]).sorted()
        return [Field.Option("", t("catalogue.department.none"))] + known.map { Field.Option($0, t.name(ofDepartment: $0)) }
    }
}

// MARK: - Stages

extension JourneyEditorPage {
    private var stages: HTML {
        let list = draft.stages.indices.map(stage)
        return """
            \(error("stages"))\(error("rule"))\(error("rules"))<div class="stack">\(list)
            <div class="actions">\(Button(t("journey.plan.stage.add"), icon: .plus, name: "do", value: "add"))</div></div>
            """
    }

    private func name(_ place: Int) -> String {
        let name = draft.stages[place].name
        return name.isEmpty ? t("journey.plan.stage.number", ["number": place + 1]) : name
    }

    private func stage(_ place: Int) -> HTML {
        let stage = draft.stages[place]
        return """
            <fieldset class="plan-stage" id="stage-\(place)"><legend>\(place + 1). \(name(place))</legend>
            <div class="fields">\(field(JourneyDraft.stage(place, "name"), t("journey.plan.stage.name"), stage.name))
            \(field(JourneyDraft.stage(place, "owner"), t("journey.plan.owner"), stage.owner, .choice(owners(stage.owner))))</div>
            \(rules(place))\(targets(place))<div class="actions">\(moves(place))</div></fieldset>
            """
    }

    private func rules(_ place: Int) -> HTML {
        let stage = draft.stages[place]
        if stage.rules.isEmpty { return "<p class=\"aside\">\(t("journey.plan.rules.none"))</p>" }
        let words = JourneyRuleWords(t: t, catalogue: catalogue)
        let chips = stage.rules.enumerated().map { number, rule -> HTML in
            let text = words.text(rule)
            return """
                <li><span class="chip">\(text)<input type="hidden" name="\(JourneyDraft.stage(place, "rule"))" value="\(words.value(rule))">\
                <button class="remove" name="do" value="unrule.\(place).\(number)" aria-label="\(t("journey.plan.rule.remove", ["rule": text]))">\
                \(Icon.cross)</button></span></li>
                """
        }
        return "<ul class=\"chips\">\(chips)</ul>"
    }

    private func targets(_ place: Int) -> HTML {
        let figures = StageTarget.Figure.allCases
        let fields = figures.map { figure in
            field(
                JourneyDraft.stage(place, figure.rawValue), t("journey.plan.target.\(figure.rawValue)"), draft.stages[place].targets[figure] ?? "",
                hint: t("journey.plan.target.\(figure.rawValue).hint"))
        }
        let isOpen = figures.contains { state.errors[JourneyDraft.stage(place, $0.rawValue)] != nil }
        return """
            <details\(flag: "open", isOpen)><summary>\(t("journey.plan.targets")) \(targetsSaid(place))</summary>
            <div class="fields">\(fields)</div></details>
            """
    }

    private func targetsSaid(_ place: Int) -> HTML? {
        let count = draft.stages[place].targets.values.count { !$0.isEmpty }
        return count > 0 ? "<span class=\"aside\">\(t.number(count))</span>" : nil
    }

    private func moves(_ place: Int) -> HTML {
        func button(_ what: String) -> HTML {
            """
            <button class="button quiet" name="do" value="\(what).\(place)" aria-label="\(t("journey.plan.stage.\(what)")): \(name(place))">\
            \(t("journey.plan.stage.\(what)"))</button>
            """
        }
        return """
            \(place > 0 ? button("up") : nil)\(place < draft.stages.count - 1 ? button("down") : nil)\(button("drop"))
            """
    }
}

// MARK: - Adding a rule

extension JourneyEditorPage {
    private var adding: HTML {
        let stages = draft.stages.indices.map { Field.Option("\($0)", name($0)) }
        let moments = Timeline.Stage.allCases.map { Field.Option("moment:\($0.key)", t("journey.plan.rule.moment", ["moment": t.name(of: $0)])) }
        let all = catalogue.kinds.map { (key: "kind:\($0.key)", name: t.name(of: $0)) }.sorted { $0.name < $1.name }
        let what = [Field.Option("", t("journey.plan.rule.any"))] + moments + all.map { Field.Option($0.key, $0.name) }
        let channels = [Field.Option("", t("journey.plan.rule.channel.any"))] + catalogue.channels.map { Field.Option($0.key, t.name(of: $0)) }
        let times = JourneyDefinition.When.allCases.map { Field.Option($0.rawValue, t("journey.plan.rule.\($0.rawValue)")) }
        let whens = [Field.Option("", t("journey.plan.rule.always"))] + times
        return """
            <div class="stack"><div class="fields">\(field("rule_stage", t("journey.stage"), state["rule_stage"], .choice(stages)))
            \(field("rule_what", t("journey.plan.rule.what"), state["rule_what"], .choice(what)))
            \(field("rule_channel", t("customers.channel"), state["rule_channel"], .choice(channels)))
            \(field("rule_when", t("journey.plan.rule.when"), state["rule_when"], .choice(whens)))</div>
            <div class="fields">\(field(
                "rule_property", t("journey.scope.property"), state["rule_property"], hint: t("journey.plan.rule.property.hint")))
            \(field("rule_value", t("journey.scope.value"), state["rule_value"], hint: t("journey.plan.rule.value.hint")))
            <div class="actions">\(Button(t("journey.plan.rule.add"), icon: .plus, name: "do", value: "rule"))</div></div></div>
            """
    }

    /// What is wrong may stand far above: what it is, and the way there.
    private var marked: HTML? {
        guard state.error == nil, let wrong = state.errors.first else { return nil }
        let way: HTML = "<a href=\"#field-\(wrong.key)\">\(t("journey.plan.marked.way"))</a>"
        return "<p class=\"error\" role=\"alert\">\(t("journey.plan.marked", ["reason": wrong.value])) \(way)</p>"
    }

    private var saving: HTML {
        """
        \(error(""))\(marked)<div class="fields">\(field("note", t("journey.plan.note"), draft.note, hint: t("journey.plan.note.hint")))
        <div class="actions">\(Button(t("journey.plan.save"), .primary, name: "do", value: "save"))</div></div>
        """
    }
}

// MARK: - What it comes to

extension JourneyEditorPage {
    private var counted: HTML {
        guard let counts else { return "<p class=\"aside\">\(t("journey.plan.counts.not_yet"))</p>" }
        let contents = counts.contents
        let rows = zip(draft.stages.indices, contents.stages).map { (name: name($0), content: $1, shown: 3) }
        let all = rows + [(name: t("journey.plan.counts.elsewhere"), content: contents.elsewhere, shown: 8)]
        return """
            <p>\(t("journey.plan.counts.people", ["count": contents.people, "all": t.number(counts.people)]))</p>
            \(Table(all, caption: t("journey.plan.counts")) {
                Column(t("journey.stage")) { HTML(escaping: $0.name) }
                Column(t("journey.people"), isNumber: true) { HTML(escaping: t.number($0.content.people)) }
                Column(t("journey.touchpoints"), isNumber: true) { HTML(escaping: t.number($0.content.touches)) }
                Column(t("journey.plan.counts.frequent")) { HTML(escaping: frequent($0.content, $0.shown)) }
            })
            """
    }

    private func frequent(_ content: StageContents.Content, _ shown: Int) -> String {
        let kinds = content.kinds.sorted { ($1.touches, $0.kind) < ($0.touches, $1.kind) }
        let told = kinds.prefix(shown).map { "\(t.name(ofKind: $0.kind, catalogue)) \(t.number($0.touches))" }
        return (told + (kinds.count > shown ? [t("journey.plan.counts.more", ["count": kinds.count - shown])] : [])).joined(separator: ", ")
    }
}

extension JourneyDraft {
    /// Where it is edited.
    fileprivate var path: String { "/journey/journeys/\(id.map { "\($0)/draft" } ?? "new")" }
}
