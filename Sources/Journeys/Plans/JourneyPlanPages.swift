import Analytics
import Kernel
import Timeline
import Web

/// The journeys that staff have set up, beside the one of the five moments.
struct JourneyPlansPage {
    let t: Texts
    let journeys: [JourneyVersion]
    let mayChange: Bool
    let query: Query

    var html: HTML {
        let (inUse, putAway) = (journeys.filter { !$0.isPutAway }, journeys.filter(\.isPutAway))
        return """
            \(PageHeader(t("journey.tab.journeys"), lead: HTML(escaping: t("journey.plans.lead")), actions: mayChange ? [new] : []))\
            \(JourneyTabs(t: t, current: .journeys, query: query))
            \(Section(t("journey.tab.journeys"), content: inUse.isEmpty ? "<p class=\"aside\">\(t("journey.plans.none"))</p>" : table(inUse)))
            \(putAway.isEmpty ? nil : Section(t("journey.plans.put_away"), content: table(putAway)))
            """
    }

    private var new: HTML { LinkButton(t("journey.plan.new"), href: "/journey/journeys/new", .primary, icon: .plus).html }

    private func table(_ rows: [JourneyVersion]) -> HTML {
        Table(rows, caption: t("journey.tab.journeys")) {
            Column(t("journey.plan.name")) { "<a href=\"\($0.path)\">\($0.plan.name)</a>" }
            Column(t("journey.plan.stages")) { HTML(escaping: $0.plan.stages.map(\.name).joined(separator: " · ")) }
            Column(t("journey.plan.owner")) { HTML(escaping: $0.plan.owner.isEmpty ? "–" : t.name(ofDepartment: $0.plan.owner)) }
            Column(t("journey.plan.version"), isNumber: true) { HTML(escaping: t.number($0.number)) }
            Column(t("journey.plan.saved")) { "\(Moment(t, $0.savedAt, showing: .date)) <span class=\"aside\">\($0.author ?? "–")</span>" }
            Column(t("journey.tab.map")) {
                $0.isPutAway
                    ? .nothing : "<a href=\"\(url: $0.mapPath)\" aria-label=\"\(t("journey.tab.map")): \($0.plan.name)\">\(t("journey.tab.map"))</a>"
            }
        }.html
    }
}

extension JourneyVersion {
    var path: String { "/journey/journeys/\(journey)" }
    var mapPath: String { "/journey" + Query().with("journey", "\(journey)").text }
}

/// What a journey is made of, and how it came to be so.
struct JourneyPlanPage {
    let t: Texts
    let seal: String
    /// The newest first.
    let versions: [JourneyVersion]
    let catalogue: Timeline.Catalogue
    let mayChange: Bool

    private var newest: JourneyVersion { versions[0] }
    private var plan: JourneyPlan { newest.plan }
    var title: String { plan.name }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: newest.isPutAway ? HTML(escaping: t("journey.plan.is_put_away")) : nil,
            crumbs: [Crumb(t("web.place.journey"), "/journey"), Crumb(t("journey.tab.journeys"), "/journey/journeys")], actions: actions))
        \(Section(t("journey.plan.whole"), content: whole))\(Section(t("journey.plan.stages"), content: stages))
        \(Section(t("journey.plan.versions"), note: HTML(escaping: t("journey.plan.versions.about")), content: list))
        """
    }

    private var actions: [HTML] {
        let map = newest.isPutAway ? [] : [LinkButton(t("journey.tab.map"), href: newest.mapPath).html]
        guard mayChange else { return map }
        let away = PostButton(t("journey.plan.put_away"), to: newest.path, method: .delete, seal: seal, .quiet, swaps: false).html
        return map + (newest.isPutAway ? [] : [away]) + [LinkButton(t("journey.plan.edit"), href: "\(newest.path)/draft", .primary).html]
    }

    private func kind(_ key: String?) -> String { key.map { t.name(ofKind: $0, catalogue) } ?? "–" }

    private var whole: HTML {
        let target = plan.goal?.target.map { " \(t("journey.target.at_least", ["value": t.percent($0)]))" } ?? ""
        return KeyValues([
            (t("journey.plan.owner"), HTML(escaping: plan.owner.isEmpty ? "–" : t.name(ofDepartment: plan.owner))),
            (t("journey.plan.goal"), HTML(escaping: kind(plan.goal?.kind) + target)), (t("journey.plan.entry"), HTML(escaping: kind(plan.entry))),
            (t("journey.plan.exit"), HTML(escaping: kind(plan.exit))), (t("journey.plan.purchase"), HTML(escaping: kind(plan.purchase))),
        ]).html
    }

    private var stages: HTML {
        let words = JourneyRuleWords(t: t, catalogue: catalogue)
        return Table(plan.stages, caption: t("journey.plan.stages")) {
            Column(t("journey.stage")) { HTML(escaping: $0.name) }
            Column(t("journey.plan.owner")) { HTML(escaping: $0.owner.isEmpty ? "–" : t.name(ofDepartment: $0.owner)) }
            Column(t("journey.plan.rules")) { stage in
                "<ul class=\"plain\">\(stage.rules.map { "<li>\(words.text($0))</li>" as HTML })</ul>"
            }
            Column(t("journey.plan.targets")) { stage in
                "<ul class=\"plain\">\(stage.targets.map { "<li>\(TargetWords(t: t).text($0))</li>" as HTML })</ul>"
            }
        }.html
    }

    private var list: HTML {
        Table(versions, caption: t("journey.plan.versions")) {
            Column(t("journey.plan.version")) { HTML(escaping: t.number($0.number)) }
            Column(t("journey.plan.saved")) { Moment(t, $0.savedAt, showing: .moment).html }
            Column(t("journey.plan.author")) { HTML(escaping: $0.author ?? "–") }
            Column(t("journey.plan.note")) { HTML(escaping: $0.note) }
            Column(t("journey.plan.stages")) { HTML(escaping: $0.plan.stages.map(\.name).joined(separator: " · ")) }
            if mayChange { Column(t("journey.plan.go_back")) { $0.number == newest.number ? .nothing : goBack($0) } }
        }.html
    }

    private func goBack(_ version: JourneyVersion) -> HTML {
        let fields: HTML = """
            <input type="hidden" name="number" value="\(version.number)"><button class="button quiet" \
            aria-label="\(t("journey.plan.go_back")): \(t("journey.plan.version")) \(version.number)">\(t("journey.plan.go_back"))</button>
            """
        return PostForm("\(version.path)/versions", seal: seal, content: fields).html
    }
}

/// A rule in words, and as it stands in a form.
struct JourneyRuleWords {
    let t: Texts
    let catalogue: Timeline.Catalogue

    /// `Delivery delayed, channel: Phone, carrier: van, after the first purchase`
    func text(_ rule: JourneyPlan.Rule) -> String {
        let what =
            rule.kind.map { t.name(ofKind: $0, catalogue) }
            ?? rule.moment.flatMap { Timeline.Stage(key: $0) }.map { t("journey.plan.rule.moment", ["moment": t.name(of: $0)]) }
        let channel = rule.channel.map { t("journey.plan.rule.by", ["channel": t.name(ofChannel: $0)]) }
        let words = [what, channel, rule.carries.map(carried), rule.when.map { t("journey.plan.rule.\($0.rawValue)") }].compactMap(\.self)
        return words.joined(separator: t("journey.plan.rule.between"))
    }

    private func carried(_ carries: JourneyPlan.Carries) -> String {
        let names = ["property": carries.property, "value": carries.value ?? ""]
        return carries.value == nil ? t("journey.plan.rule.carries.any", names) : t("journey.plan.rule.carries", names)
    }

    /// Rules are made of texts alone: there is nothing in them that JSON could not say.
    func value(_ rule: JourneyPlan.Rule) -> String { (try? rule.json) ?? "" }  // never fails of texts
}

/// What a stage should come to, in words.
struct TargetWords {
    let t: Texts

    /// `NPS: at least +30`
    func text(_ target: StageTarget) -> String { "\(t("journey.plan.target.\(target.figure.rawValue)")): \(value(target))" }

    func value(_ target: StageTarget) -> String {
        t("journey.target.\(target.figure == .days ? "at_most" : "at_least")", ["value": figure(target.value, target.figure)])
    }

    /// A figure of that sort.
    func figure(_ value: Double, _ figure: StageTarget.Figure) -> String {
        switch figure {
        case .conversion, .satisfaction: t.percent(value)
        case .recommendation: t.points(value)
        case .days: t("journey.target.days", ["count": t.number(value, digits: value == value.rounded() ? 0 : 1)])
        }
    }
}
