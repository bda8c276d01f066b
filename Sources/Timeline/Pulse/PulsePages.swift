import Kernel
import Statistics
import Web

/// How it goes: the figures of the period against the one before, what customers answered over two years, where it happened.
struct PulsePage {
    let t: Texts
    let pulse: Pulse
    /// What another part says has changed.
    var changes: HTML?

    var html: HTML {
        """
        \(PageHeader(t("web.place.pulse"), lead: HTML(escaping: lead), actions: [summary]))\(Tiles(tiles))\(changes)
        <div class="columns">\(trend("nps", of: npsSeries))\(trend("csat", of: satisfactionSeries))</div>\(channels)
        """
    }

    /// Of the usual days; those of this page are too few for a board.
    private var summary: HTML { LinkButton(t("journey.summary"), href: "/journey/summary", .quiet).html }
    private var period: Period { pulse.period }
    private var lead: String {
        t("pulse.lead", ["from": t.date(period.first), "to": t.date(period.last), "count": period.length])
    }
    /// `against the 30 days before`
    private var against: String { t("pulse.against", ["count": period.length]) }

    private var tiles: [Tile] {
        [
            count("newcomers", pulse.newcomers, isGood: { $0 > 0 }, href: beginners), count("touchpoints", pulse.touchpoints),
            count("contacts", pulse.contacts), satisfaction, nps,
        ]
    }
}

// MARK: - Tiles

extension PulsePage {
    private var nothingBefore: String? { pulse.begins.map { t("pulse.begins", ["date": t.date($0)]) } }

    /// Exactly those who are counted.
    private var beginners: String { "/customers" + Query().with("new_from", "\(period.first)").with("new_to", "\(period.last)").text }

    private func count(_ name: String, _ count: Pulse.Count, isGood: ((Int) -> Bool)? = nil, href: String? = nil) -> Tile {
        let difference = count.now - count.before
        let change: Change? =
            count.before == 0 || pulse.begins != nil
            ? nil
            : Change(
                t.changeInPercent(Double(difference) / Double(count.before)), against, isGood: difference == 0 ? nil : isGood.map { $0(difference) })
        return Tile(
            t("pulse.\(name)"), t.number(count.now), detail: nothingBefore ?? (count.before == 0 ? t("pulse.nothing_before") : nil), change: change,
            trend: Sparkline(count.steps.map(Double.init)), definition: t("pulse.\(name).definition"), href: href)
    }

    private var satisfaction: Tile {
        let (now, before) = (pulse.answers.satisfaction, pulse.answersBefore.satisfaction)
        let trend = pulse.answersByStep.map(\.satisfaction.share)
        return score(
            "csat", now.estimate, before.estimate, now.difference(from: before), trend, { t.percent($0) }, points: { t.points($0, less: $1) })
    }

    private var nps: Tile {
        let (now, before) = (pulse.answers.nps, pulse.answersBefore.nps)
        return score(
            "nps", now.estimate, before.estimate, now.difference(from: before), pulse.answersByStep.map(\.nps.value), { t.change($0, digits: 0) },
            points: { t.change($0, less: $1) })
    }

    private func score(
        _ name: String, _ estimate: Estimate, _ before: Estimate, _ difference: Difference?, _ trend: [Double?],
        _ format: (Double) -> String, points: (_ now: Double, _ before: Double) -> String
    ) -> Tile {
        let words = estimate.value.flatMap { now in before.value.map { t("pulse.points", ["value": points(now, $0)]) } }
        return Tile(
            t("pulse.\(name)"), estimate.value.map(format) ?? "–", detail: detail(estimate, format),
            change: difference.flatMap { difference in words.map { change(difference, $0) } }, trend: Sparkline(trend),
            definition: t("pulse.\(name).definition"))
    }

    /// A difference that chance alone makes in more than one case of twenty is neither good nor bad.
    private func change(_ difference: Difference, _ text: String) -> Change {
        let isNews = difference.p.map { $0 < 0.05 } ?? false
        return Change(text, isNews ? against : against + t("pulse.by_chance"), isGood: isNews ? difference.value > 0 : nil)
    }

    private func detail(_ estimate: Estimate, _ format: (Double) -> String) -> String {
        switch estimate {
        case .none: t("pulse.no_answers")
        case .tooFew(let n): t("pulse.too_few", ["count": n, "enough": Estimate.enough])
        case .known(_, let interval, let n): t("pulse.interval", ["low": format(interval.low), "high": format(interval.high), "count": n])
        }
    }
}

// MARK: - Over two years

extension PulsePage {
    private var npsSeries: [Estimate] { pulse.months.map(\.answers.nps.estimate) }
    private var satisfactionSeries: [Estimate] { pulse.months.map(\.answers.satisfaction.estimate) }

    private func trend(_ name: String, of estimates: [Estimate]) -> HTML {
        let isShare = name == "csat"
        let chart = LineChart(
            id: "trend-\(name)", title: t("pulse.trend.\(name)"), description: described(estimates, isShare), t,
            labels: pulse.months.map { t.date($0.first.month) },
            series: [.init(t("pulse.\(name)"), estimates.map(\.value), band: estimates.map { $0.interval.map { $0.low...$0.high } })],
            startsAtZero: !isShare, format: { [t] in isShare ? t.percent($0) : t.change($0, digits: 0) })
        let few = estimates.contains { if case .tooFew = $0 { true } else { false } }
        return Section(
            t("pulse.trend.\(name).title"), note: HTML(escaping: t("pulse.trend.about")),
            content: "\(chart)\(few ? "<p class=\"aside\">\(t("pulse.trend.gaps", ["enough": Estimate.enough]))</p>" : nil)"
        ).html
    }

    private func described(_ estimates: [Estimate], _ isShare: Bool) -> String {
        guard let first = estimates.first(where: { $0.value != nil })?.value, let last = estimates.last(where: { $0.value != nil })?.value else {
            return t("pulse.no_answers")
        }
        func said(_ value: Double) -> String { isShare ? t.percent(value) : t.change(value, digits: 0) }
        return t("pulse.trend.described", ["first": said(first), "last": said(last)])
    }
}

// MARK: - Where it happened

extension PulsePage {
    private var channels: HTML {
        let all = max(1, pulse.touchpoints.now)
        let bars = pulse.channels.map { BarChart.Bar(t.name(of: $0.channel), Double($0.count), detail: t.percent(Double($0.count) / Double(all))) }
        let content: HTML =
            bars.isEmpty
            ? EmptyState(.noResult, t("pulse.quiet"), t("pulse.quiet.hint")).html
            : BarChart(title: t("pulse.channels.title"), t, bars) { [t] in t.number(Int($0)) }.html
        let days = "\(t.date(period.first)) – \(t.date(period.last))"
        return Section(t("pulse.channels"), note: HTML(escaping: days), content: content).html
    }
}

extension Texts {
    /// `+12 %`, of a share.
    fileprivate func changeInPercent(_ share: Double) -> String { (share > 0 ? "+" : "") + percent(share) }
}
