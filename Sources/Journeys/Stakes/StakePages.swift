import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What is asked of the money, and what is assumed of a fix: a form that keeps the rest of the address.
struct StakeForm: Markup {
    let t: Texts
    let choice: StakeChoice
    let path: String
    /// Of what else is chosen.
    let kept: Query

    var html: HTML {
        let hidden = kept.pairs.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let days = Set(StakeChoice.choices + [choice.days]).sorted().map { Field.Option("\($0)", t("journey.days", ["count": $0])) }
        return """
            <form class="filters" action="\(url: path)" data-swap>\(hidden)<div class="fields">
            \(Field("after", t("journey.stakes.after"), .choice(days), value: "\(choice.days)"))
            \(Field("reach", t("journey.stakes.reach"), .number, value: "\(Int((choice.fix.reach * 100).rounded()))"))
            \(Field("lasts", t("journey.stakes.lasts"), .number, value: "\(choice.fix.months)"))</div>\(Button(t("web.show"), .quiet))</form>
            <p class="aside">\(t("journey.stakes.assumed", ["share": t.percent(choice.fix.reach), "count": choice.fix.months]))</p>
            """
    }
}

/// The money at stake in words.
struct StakeWords {
    let t: Texts
    let choice: StakeChoice

    /// One for each currency of which enough is known.
    func sentences(_ cause: CauseStakes) -> [String] { cause.stakes.amounts.compactMap { sentence($0, cause.since) } }

    /// Those alone that chance does not explain.
    func losses(_ cause: CauseStakes) -> [String] { cause.stakes.amounts.filter(\.isLoss).compactMap { sentence($0, cause.since) } }

    /// From when on people hit are counted.
    func since(_ cause: CauseStakes) -> String? { cause.since.map { t("journey.stakes.since", ["month": t.monthWithin($0)]) } }

    private func sentence(_ amount: Stakes.Amount, _ since: Month?) -> String? {
        guard let verdict = amount.verdict, let loss = amount.shortfall.value, let interval = amount.shortfall.interval else { return nil }
        let facts = t(
            verdict == .loss ? "journey.stakes.sentence" : "journey.stakes.sentence.\(verdict.rawValue)",
            [
                "risk": money(loss, amount), "low": money(interval.low, amount), "high": money(interval.high, amount),
                "hit": t.number(amount.each.hit), "spared": t.number(amount.each.spared), "days": choice.days,
                "begins": since == nil ? "no" : "yes", "month": since.map { t.monthWithin($0) } ?? "", "currency": amount.currency.code,
            ])
        guard let gain = amount.gain(choice.fix).value, let range = amount.gain(choice.fix).interval else { return facts }
        let gained = t(
            "journey.stakes.sentence.gain",
            ["gain": money(gain, amount), "low": money(range.low, amount), "high": money(range.high, amount)])
        return t.sentences([facts, gained])
    }

    /// Revenue at risk with its interval; where nothing is, why not.
    func risk(_ amount: Stakes.Amount) -> HTML {
        guard let verdict = amount.verdict, verdict != .loss else { return figure(amount.atRisk, amount) }
        return "<span class=\"aside\">\(t("journey.stakes.\(verdict.rawValue)"))</span>"
    }

    func money(_ minor: Double, _ amount: Stakes.Amount) -> String { t.wholeMoney(minor, amount.currency) }

    /// With its interval.
    func figure(_ estimate: Estimate, _ amount: Stakes.Amount) -> HTML {
        guard case .known(let value, let interval, _) = estimate else { return "–" }
        return "<b>\(money(value, amount))</b><div class=\"aside\">\(money(interval.low, amount)) … \(money(interval.high, amount))</div>"
    }
}

/// Revenue at stake of each cause, currency by currency, with what a fix may bring.
struct StakesSection: Markup {
    let t: Texts
    let choice: StakeChoice
    let found: [CauseStakes]
    let catalogue: Timeline.Catalogue
    let scope: JourneyScope
    let query: Query

    private struct Line {
        let cause: CauseStakes
        let amount: Stakes.Amount
    }

    private var lines: [Line] { found.flatMap { cause in cause.stakes.amounts.map { Line(cause: cause, amount: $0) } } }

    var html: HTML {
        Section(
            t("journey.stakes"), note: HTML(escaping: about),
            actions: LinkButton(t("journey.csv"), href: "/journey/stakes/stakes.csv\(query.text)", .quiet).html,
            content: "\(StakeForm(t: t, choice: choice, path: "/journey", kept: kept))\(lines.isEmpty ? nothing : table)"
        ).html
    }

    /// Whose price it is, where the page is of some customers alone.
    private var about: String {
        let about = t("journey.stakes.about", ["days": choice.days])
        let overlap = found.count > 1 ? t("journey.stakes.overlap") : nil
        return t.sentences([about, overlap, scope.isNarrowed ? t("journey.stakes.narrowed") : nil])
    }

    private var kept: Query { query.keeping(JourneyScope.names + ["compare"]) }
    private var nothing: HTML { "<p>\(t("journey.stakes.none"))</p>" }
    private var words: StakeWords { StakeWords(t: t, choice: choice) }

    private var table: HTML {
        Table(lines, caption: t("journey.stakes")) {
            Column(t("journey.touchpoint")) { name($0) }
            Column(t("journey.stakes.hit"), isNumber: true) { "\(link($0, isHit: true))\(inProgress($0.amount))" }
            Column(t("journey.stakes.spared"), isNumber: true) { link($0, isHit: false) }
            Column(t("journey.stakes.brought"), isNumber: true) { brought($0.amount) }
            Column(t("journey.stakes.less"), isNumber: true) { less($0.amount) }
            Column(t("journey.stakes.risk"), isNumber: true) { words.risk($0.amount) }
            Column(t("journey.stakes.gain"), isNumber: true) { words.figure($0.amount.gain(choice.fix), $0.amount) }
        }.html
    }

    private func name(_ line: Line) -> HTML {
        let whom = line.cause.group.map { t.whom($0.name, $0.value) }
        let details = [whom, words.since(line.cause)].compactMap(\.self).map { "<div class=\"aside\">\($0)</div>" as HTML }
        return "\(t.name(ofKind: line.cause.kind, catalogue)) <span class=\"aside\">\(line.amount.currency.code)</span>\(details)"
    }

    private func link(_ line: Line, isHit: Bool) -> HTML {
        let path = query.with("kind", line.cause.kind).with("who", isHit ? "hit" : "spared").with("currency", line.amount.currency.code)
        return "<a href=\"\(url: "/journey/stakes/people" + path.text)\">\(t.number(isHit ? line.amount.hit : line.amount.spared))</a>"
    }

    private func inProgress(_ amount: Stakes.Amount) -> HTML? {
        amount.inProgress > 0 ? "<div class=\"aside\">\(t("journey.stakes.in_progress", ["count": amount.inProgress]))</div>" : nil
    }

    private func brought(_ amount: Stakes.Amount) -> HTML {
        guard amount.difference.value != nil, let hit = amount.each.meanOfHit, let spared = amount.each.meanOfSpared else { return "–" }
        return HTML(escaping: t("journey.stakes.against", ["hit": words.money(hit, amount), "spared": words.money(spared, amount)]))
    }

    private func less(_ amount: Stakes.Amount) -> HTML {
        guard case .known = amount.difference else {
            return HTML(escaping: t("journey.stakes.few", ["count": amount.difference.n, "enough": Estimate.enough]))
        }
        let n = t("journey.stakes.compared", ["hit": t.number(amount.each.hit), "spared": t.number(amount.each.spared)])
        return "\(words.figure(amount.difference, amount))<div class=\"aside\">\(n)</div>"
    }
}
