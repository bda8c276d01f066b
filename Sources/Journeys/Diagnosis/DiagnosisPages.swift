import Analytics
import Kernel
import Language
import Statistics
import Timeline
import Web

/// The diagnosis in words, each with its figures and what they rest on.
struct DiagnosisWords {
    let t: Texts
    let journey: Journey

    private var diagnosis: Diagnosis { journey.diagnosis }

    /// `Service is good, the experience is not.`
    var verdict: String {
        t.sentences([
            t("journey.verdict.\(journey.verdict?.rawValue ?? "unknown")"), journey.isVerdictOfAllDays ? t("journey.verdict.all_days") : nil,
        ])
    }

    /// The colour of the verdict.
    var tone: String {
        switch journey.verdict {
        case .bothGood: "good"
        case .bothBad, .serviceGoodExperienceBad: "bad"
        case .serviceBadExperienceGood: "warn"
        case .unsure, nil: "note"
        }
    }

    /// So many causes are told in words.
    static let most = 3

    /// At most a handful, the weightiest first.
    var sentences: [String] { readings + causes.map(sentence) }
    /// What has become of recommendation and of service.
    var readings: [String] { [changed, service].compactMap(\.self) }
    var causes: [Diagnosis.Cause] { Array(diagnosis.causes.prefix(Self.most)) }

    /// How all stood in the days that are shown, beside what goes on; `nil` where nobody was asked.
    var level: String? {
        if journey.level.experience.n + journey.level.service.n == 0 { return nil }
        return t(
            journey.plan == nil ? "journey.level" : "journey.level.plan",
            ["experience": said(journey.level.experience, points), "service": said(journey.level.service) { t.percent($0) }])
    }

    private func said(_ estimate: Estimate, _ format: (Double) -> String) -> String {
        switch estimate {
        case .none: "–"
        case .tooFew(let n): t("pulse.too_few", ["count": n, "enough": Estimate.enough])
        case .known(let value, _, let n): "\(format(value)) (n \(t.number(n)))"
        }
    }

    private var changed: String? {
        guard let change = diagnosis.change, let now = change.experience.now.estimate.value, let before = change.experience.before?.estimate.value
        else { return diagnosis.verdict == nil ? nil : t("journey.unchanged") }
        var facts: [String: any MessageArgument] = [
            "month": t.monthWithin(change.month), "now": points(now), "before": points(before), "count": change.experience.now.n,
        ]
        let way = change.isFall ? "fell" : "rose"
        guard let group = change.group else { return t("journey.changed.\(way)", facts) }
        facts["name"] = group.name
        facts["value"] = group.value
        let others = change.others?.now.estimate.value.map { t("journey.changed.others", ["others": points($0)]) }
        return t.sentences([t("journey.changed.group.\(way)", facts), others])
    }

    private var service: String? {
        let reading = diagnosis.change?.service ?? diagnosis.service
        guard let now = reading.now.estimate.value else { return nil }
        guard let before = reading.before?.estimate.value else {
            return t("journey.service", ["now": t.percent(now), "count": reading.now.n])
        }
        return t("journey.service.before", ["now": t.percent(now), "before": t.percent(before), "count": reading.now.n])
    }

    func sentence(_ cause: Diagnosis.Cause) -> String {
        let kind = journey.catalogue.kind(key: cause.kind)
        let facts: [String: any MessageArgument] = [
            "kind": kind.map { t.name(of: $0) } ?? cause.kind, "reach": t.percent(cause.effect.reach.share ?? 0),
            "before": t.percent(cause.reachBefore?.share ?? 0), "effect": t.number(-cause.effect.effect, digits: 0),
            "stake": t.number(cause.effect.pointsAtStake, digits: 1), "department": kind.map { t.name(ofDepartment: $0.department) } ?? "–",
        ]
        return t(cause.reachBefore == nil ? "journey.cause" : "journey.cause.before", facts)
    }

    /// How much of a fall goes with its causes having become more frequent: Σ effect × (reach − reach before).
    var explained: String? {
        guard let change = diagnosis.change, change.isFall, let fall = change.experience.difference?.value else { return nil }
        let shares = diagnosis.causes.compactMap { cause -> Double? in
            guard let now = cause.effect.reach.share, let before = cause.reachBefore?.share else { return nil }
            return cause.effect.effect * (now - before)
        }
        let sum = shares.reduce(0, +)
        guard sum < 0, !shares.isEmpty else { return nil }
        let days = Int(diagnosis.window.components.seconds / 86_400)
        return t("journey.explained", ["points": t.number(-sum, digits: 0), "fall": t.number(-fall, digits: 0), "days": days])
    }

    func points(_ value: Double) -> String { t.change(value, digits: 0) }
}

/// What explains low answers, as a table and as a file: the same rows.
struct CausesTable {
    let t: Texts
    let journey: Journey

    var html: HTML {
        Table(journey.diagnosis.causes, caption: t("journey.causes")) {
            Column(t("journey.touchpoint")) { name($0) }
            Column(t("catalogue.department")) { HTML(escaping: department($0)) }
            Column(t("journey.since")) { HTML(escaping: $0.since.map { t.date($0) } ?? "–") }
            Column(t("journey.met"), isNumber: true) { HTML(escaping: t.percent($0.effect.reach.share ?? 0)) }
            Column(t("journey.met.before"), isNumber: true) { HTML(escaping: $0.reachBefore?.share.map { t.percent($0) } ?? "–") }
            Column(t("journey.effect"), isNumber: true) { HTML(escaping: t.change($0.effect.effect, digits: 0)) }
            Column(t("journey.effect.interval"), isNumber: true) { interval($0.effect.interval) }
            Column(t("journey.stake"), isNumber: true) { HTML(escaping: t.number($0.effect.pointsAtStake, digits: 1)) }
        }.html
    }

    private func interval(_ interval: Interval) -> HTML {
        HTML(escaping: "\(t.change(interval.low, digits: 0)) … \(t.change(interval.high, digits: 0))")
    }

    private func name(_ cause: Diagnosis.Cause) -> HTML {
        let name = t.name(ofKind: cause.kind, journey.catalogue)
        return "<a href=\"\(url: people(cause).draftPath(named: name))\">\(name)</a>"
    }

    /// Whom it befell: those behind the figure, also who has not answered yet.
    private func people(_ cause: Diagnosis.Cause) -> SegmentRules {
        let days = Int(journey.diagnosis.window.components.seconds / 86_400)
        let group = journey.diagnosis.change?.group.map { SegmentRule.trait($0.name, .equals($0.value)) }
        return SegmentRules(.all, [.did(cause.kind, atLeast: 1, withinDays: days)] + [group].compactMap(\.self))
    }

    private func department(_ cause: Diagnosis.Cause) -> String {
        journey.catalogue.kind(key: cause.kind).map { t.name(ofDepartment: $0.department) } ?? "–"
    }
}
