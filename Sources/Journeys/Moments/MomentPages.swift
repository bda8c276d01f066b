import Analytics
import Kernel
import Language
import Statistics
import Timeline
import Web

/// A moment of truth in words.
struct MomentWords {
    let t: Texts
    let catalogue: Timeline.Catalogue
    /// The kind that is the outcome.
    let outcome: String

    func sentence(_ moment: Moments.Moment) -> String {
        let kind = catalogue.kind(key: moment.kind)
        return t(
            "journey.moments.sentence",
            [
                "kind": t.name(ofKind: moment.kind, catalogue), "outcome": t.name(ofKind: outcome, catalogue),
                "low": t.percent(moment.impact.bad.share ?? 0), "high": t.percent(moment.impact.good.share ?? 0),
                "department": kind.map { t.name(ofDepartment: $0.department) } ?? "–",
            ])
    }

    /// Why its impact is not its own; `nil` where it is.
    func doubt(_ held: HeldImpact) -> String? {
        switch held.standing {
        case .own: nil
        case .follows(let kind): t("journey.moments.follows", ["kind": t.name(ofKind: kind, catalogue)])
        case .general: t("journey.moments.general")
        case .unsure: t("journey.moments.unsure")
        }
    }
}

/// Touchpoints that decide what becomes of people, and what drives their answers.
struct MomentsPage {
    let t: Texts
    let moments: Moments
    let drivers: Drivers
    var pins: PinsSection
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.moments"), lead: HTML(escaping: t("journey.moments.lead"))))\(JourneyTabs(t: t, current: .moments, query: query))
        \(pins.pins.isEmpty ? nil : pins)\
        \(section("impact", download("moments.csv"), impact))\(section("drivers", download("drivers.csv"), driversSection))
        \(pins.pins.isEmpty ? pins : nil)
        """
    }

    private func section(_ name: String, _ actions: HTML, _ content: HTML) -> Section {
        let about = t("journey.moments.\(name).about", ["days": moments.days])
        return Section(t("journey.moments.\(name)"), note: HTML(escaping: about), actions: actions, content: content)
    }

    private func download(_ file: String) -> HTML { LinkButton(t("journey.csv"), href: "/journey/moments/\(file)\(query.text)", .quiet).html }
    private func name(_ kind: String) -> String { t.name(ofKind: kind, catalogue) }

    private var form: HTML {
        let outcomes = t.kindOptions(catalogue)
        let days = MomentChoice.days.map { Field.Option("\($0)", t("journey.days", ["count": $0])) }
        return """
            <form class="filters" action="/journey/moments" data-swap data-auto>\(query.scopeFields)<div class="fields">
            \(Field("outcome", t("journey.moments.outcome"), .choice(outcomes), value: moments.outcome))
            \(Field("days", t("journey.moments.days"), .choice(days), value: "\(moments.days)"))</div>\(Button(t("web.show"), .quiet))</form>
            """
    }

    private var impact: HTML {
        let decisive = moments.moments.filter(\.isDecisive).prefix(3).map { "<li>\(words.sentence($0))</li>" as HTML }
        let said: HTML =
            decisive.isEmpty
            ? "<p class=\"aside\">\(t("journey.moments.none", ["enough": Estimate.enough]))</p>" : "<ul class=\"findings\">\(decisive)</ul>"
        return "\(form)\(said)\(moments.moments.isEmpty ? nil : table)"
    }

    private var words: MomentWords { MomentWords(t: t, catalogue: catalogue, outcome: moments.outcome) }

    private var table: HTML {
        Table(moments.moments(pinned: pins.pins.map(\.kind)), caption: t("journey.moments.impact")) {
            Column(t("journey.touchpoint")) { "\(name($0.kind))\(badges($0))" }
            Column(t("journey.moments.reach"), isNumber: true) { HTML(escaping: $0.reach.share.map { t.percent($0) } ?? "–") }
            Column(t("journey.moments.low"), isNumber: true) { share($0.impact.bad) }
            Column(t("journey.moments.high"), isNumber: true) { share($0.impact.good) }
            Column(t("journey.moments.difference"), isNumber: true) { difference($0) }
            Column(t("journey.moments.remains"), isNumber: true) { remains($0) }
        }.html
    }

    private func badges(_ moment: Moments.Moment) -> [HTML] {
        let pinned: HTML? = pins.pins.contains { $0.kind == moment.kind } ? " \(Badge(t("journey.pins.badge"), tone: .note))" : nil
        let decisive: HTML? = moment.isDecisive ? " \(Badge(t("journey.moments.decisive"), tone: .warn))" : nil
        return [pinned, decisive].compactMap(\.self)
    }

    private func share(_ share: Proportion) -> HTML {
        "\(share.share.map { t.percent($0) }) <span class=\"aside\">n \(t.number(share.total))</span>"
    }

    private func points(_ value: Double) -> String { t.change(value * 100, digits: 0) }

    /// What remains once all else is held; where nothing does, what explains it.
    private func remains(_ moment: Moments.Moment) -> HTML {
        guard let held = moment.held, let remains = held.remains else { return "–" }
        let why = words.doubt(held).map { "<div class=\"aside\">\($0)</div>" as HTML }
        return """
            \(points(remains.value)) <span class="aside">\(points(remains.interval.low)) … \(points(remains.interval.high))</span>\(why)
            """
    }

    private func difference(_ moment: Moments.Moment) -> HTML {
        guard let difference = moment.impact.difference else { return "–" }
        let (low, high) = (points(difference.interval.low), points(difference.interval.high))
        // The interval is of the careful kind.
        let value = t.points(moment.impact.bad.share ?? 0, less: moment.impact.good.share ?? 0)
        return "\(value) <span class=\"aside\">\(low) … \(high)</span>"
    }
}

// MARK: - Drivers

extension MomentsPage {
    private var driversSection: HTML {
        guard !drivers.drivers.isEmpty else {
            return "<p class=\"aside\">\(t("journey.moments.drivers.none", ["enough": Estimate.enough]))</p>"
        }
        let explained = drivers.explained.map { explained -> HTML in
            "<p class=\"aside\">\(t("journey.moments.explained", ["share": t.percent(explained), "count": drivers.n]))</p>"
        }
        let bars = drivers.drivers.compactMap { driver in
            driver.importance.map { share in
                BarChart.Bar(name(driver.kind), share * 100, interval: driver.interval.map { $0.low * 100...$0.high * 100 })
            }
        }
        return """
            \(explained)\(ImportanceMap(t: t, drivers: drivers.drivers, catalogue: catalogue))\
            \(BarChart(title: t("journey.moments.importance"), t, bars) { [t] in t.percent($0 / 100) })
            \(Table(drivers.drivers, caption: t("journey.moments.drivers")) {
                Column(t("journey.touchpoint")) { HTML(escaping: name($0.kind)) }
                Column(t("journey.moments.ratings"), isNumber: true) { HTML(escaping: t.number($0.n)) }
                Column(t("journey.moments.performance"), isNumber: true) { performance($0.performance) }
                Column(t("journey.moments.kind")) { HTML(escaping: $0.contrast?.kind.map { t("journey.moments.kind.\($0.rawValue)") } ?? "–") }
                Column(t("journey.moments.penalty"), isNumber: true) { contrast($0.contrast) }
                Column(t("journey.stake"), isNumber: true) { stake($0) }
            })
            """
    }

    /// Points at stake, or of what there are too few.
    private func stake(_ driver: Driver) -> HTML {
        if let points = driver.pointsAtStake { return HTML(escaping: t.number(points, digits: 1)) }
        let least = drivers.question.least
        let isLow = driver.low.count < least
        let facts: [String: any MessageArgument] = ["count": isLow ? driver.low.count : driver.n - driver.low.count, "enough": least]
        return "<span class=\"aside\">\(t(isLow ? "journey.moments.few_low" : "journey.moments.few_content", facts))</span>"
    }

    private func performance(_ figure: ScoreFigure) -> HTML {
        guard let value = figure.estimate.value else { return "–" }
        switch figure {
        case .satisfaction, .thumbs: return HTML(escaping: t.percent(value))
        default: return HTML(escaping: t.number(value, digits: 1))
        }
    }

    private func contrast(_ contrast: PenaltyReward?) -> HTML {
        guard let contrast else { return "–" }
        return HTML(escaping: "\(t.change(contrast.penalty.value, digits: 1)) / \(t.change(contrast.reward.value, digits: 1))")
    }
}
