import Kernel
import Language
import Statistics
import Timeline
import Web

/// A finding in words.
struct FindingWords {
    let t: Texts
    let catalogue: Timeline.Catalogue

    func sentence(_ finding: Finding) -> String {
        let way = finding.after > finding.before ? "rose" : "fell"
        var facts: [String: any MessageArgument] = [
            "who": who(finding), "before": figure(finding.before, finding.what), "after": figure(finding.after, finding.what),
            "month": t.monthWithin(Month(number: finding.month)),
        ]
        if finding.what == .touchpoint { facts["kind"] = kind(finding) }
        if let day = finding.day {
            facts["kind"] = kind(finding)
            facts["day"] = t.date(Day(number: Int32(clamping: day)))
            facts["over"] = finding.end == nil ? "no" : "yes"
            facts["last"] = finding.end.map { t.date(Day(number: Int32(clamping: $0 - 1))) } ?? ""
        }
        if let occasion = finding.occasion {
            facts["base"] = t.name(ofKind: occasion.kind, catalogue)
            (facts["before"], facts["after"]) = (t.percent(occasion.before, digits: 1), t.percent(occasion.after, digits: 1))
            return t("journey.insight.touchpoint.with.\(way)", facts)
        }
        return t("journey.insight.\(finding.what.rawValue).\(way)", facts)
    }

    func who(_ finding: Finding) -> String { t.whom(finding.group, finding.value) }

    /// Whose price is told with it: a fall of the whole has the one of its likely place, and of nothing else.
    func alone(_ finding: Finding) -> String? {
        finding.isOfTouchpoint || finding.kind == nil ? nil : t("journey.stakes.alone", ["kind": kind(finding)])
    }

    func kind(_ finding: Finding) -> String { finding.kind.map { t.name(ofKind: $0, catalogue) } ?? "–" }

    func owner(_ finding: Finding) -> String? {
        finding.kind.flatMap { catalogue.kind(key: $0) }.flatMap { $0.department.isEmpty ? nil : t.name(ofDepartment: $0.department) }
    }

    func figure(_ value: Double, _ what: Finding.What) -> String {
        switch what {
        case .experience: t.change(value, digits: 0)
        case .service: t.percent(value)
        case .touchpoint, .reach: t.percent(value, digits: 1)
        }
    }

    /// Of a difference: in points.
    func points(_ value: Double, _ what: Finding.What) -> String { t.change(value * unit(what), digits: digits(what)) }

    /// How many points one is.
    private func unit(_ what: Finding.What) -> Double { what == .experience ? 1 : 100 }

    private func digits(_ what: Finding.What) -> Int { what == .touchpoint || what == .reach ? 1 : 0 }

    /// From one figure to another, in points of both as they are shown.
    private func shown(_ before: Double, _ after: Double, _ what: Finding.What) -> Double {
        t.shown(after * unit(what), less: before * unit(what), digits: digits(what))
    }

    /// Whether that is for the better; of how many a touchpoint reaches nobody knows it.
    private func way(_ difference: Difference, _ what: Finding.What) -> String {
        switch what {
        case .experience, .service: difference.value > 0 ? "better" : "worse"
        case .touchpoint: difference.value < 0 ? "better" : "worse"
        case .reach: "other"
        }
    }

    /// What came of an action; with a hold-out also what became of those whom it left alone.
    func effect(_ effect: InsightEffect, _ finding: Finding) -> String {
        guard let difference = effect.difference, let before = effect.acted.before.value, let after = effect.acted.after.value else {
            guard let heldOut = effect.heldOut, effect.acted.difference != nil else {
                let (before, after) = (effect.acted.before.n, effect.acted.after.n)
                let isBefore = before < Estimate.enough && after >= Estimate.enough
                return t(
                    isBefore ? "journey.insight.effect.few_before" : "journey.insight.effect.few",
                    ["count": isBefore ? before : after, "enough": Estimate.enough])
            }
            return t("journey.insight.holdout.few", ["count": min(heldOut.before.n, heldOut.after.n), "enough": Estimate.enough])
        }
        let isNews = difference.interval.low > 0 || difference.interval.high < 0
        let change = shown(before, after, finding.what)
        var facts: [String: any MessageArgument] = [
            "before": figure(before, finding.what), "after": figure(after, finding.what), "count": effect.acted.after.n,
            "value": t.change(change, digits: digits(finding.what)), "way": way(difference, finding.what),
            "low": points(difference.interval.low, finding.what), "high": points(difference.interval.high, finding.what),
        ]
        guard let heldOut = effect.heldOut, let beforeThere = heldOut.before.value, let afterThere = heldOut.after.value else {
            return t(isNews ? "journey.insight.effect" : "journey.insight.effect.chance", facts)
        }
        facts["value"] = t.change(change, less: shown(beforeThere, afterThere, finding.what), digits: digits(finding.what))
        facts["before_there"] = figure(beforeThere, finding.what)
        facts["after_there"] = figure(afterThere, finding.what)
        facts["count_there"] = heldOut.after.n
        return t(isNews ? "journey.insight.holdout.effect" : "journey.insight.holdout.effect.chance", facts)
    }
}
