import Analytics
import Kernel
import Statistics

/// The diagnosis in sentences.
struct DiagnosisText {
    let diagnosis: Diagnosis
    let labels: Labels
    /// By what customers were told apart.
    var groups: [String] = []

    /// `nil` where there were too few answers for one.
    var verdict: String? {
        switch diagnosis.verdict {
        case .bothGood: "Service and experience are both good."
        case .bothBad: "Service and experience are both bad."
        case .serviceGoodExperienceBad: "Service is good, the experience is not: the fault lies elsewhere on the journey."
        case .serviceBadExperienceGood: "The experience is good, service is not: living on credit."
        case .unsure: "Not sure: service or experience lies so close to its mark (80 % content, NPS 30) that chance could put it on either side."
        case nil: nil
        }
    }

    /// What has become of the score and of service; the causes are told one by one.
    var readings: [String] { [change, service, alike].compactMap(\.self) }

    /// That groups were looked at, where none of them is told of.
    private var alike: String? {
        guard diagnosis.verdict != nil, diagnosis.change?.group == nil, !groups.isEmpty else { return nil }
        return "Customers were told apart by \(groups.joined(separator: ", ")): no group changed by itself beyond chance."
    }

    private var change: String? {
        guard let change = diagnosis.change, let now = change.experience.now.estimate.value, let before = change.experience.before?.estimate.value
        else { return nil }
        let whom = change.group.map { " among those whose \($0.name) is \($0.value)" } ?? ""
        let others = change.others?.now.estimate.value.map { " Among all others it stands at \(fixed($0, 0))." } ?? ""
        let p = change.experience.difference?.p.map { $0 < 0.001 ? "p < .001" : "p = \(fixed($0, 3))" } ?? ""
        let weighted = change.experience.now.isWeighted ? "weighted, " : ""
        return "Since \(change.month.description) the net promoter score\(whom) \(change.isFall ? "fell" : "rose") from \(fixed(before, 0)) to "
            + "\(fixed(now, 0)) (\(weighted)n = \(grouped(change.experience.now.n)), \(p)).\(others)"
    }

    private var service: String? {
        let reading = diagnosis.change?.service ?? diagnosis.service
        guard let now = reading.now.estimate.value, diagnosis.verdict != nil else { return nil }
        let before = reading.before?.estimate.value.map { ", \(percent($0)) % before" } ?? ""
        return "\(percent(now)) % of them are content with the contact\(before) (n = \(grouped(reading.now.n)))."
    }

    func sentence(_ cause: Diagnosis.Cause) -> String {
        let owner = labels.owner(ofKind: cause.kind)
        let earlier = cause.reachBefore?.share.map { ", \(percent($0)) % earlier" } ?? ""
        let since = cause.since.map { " It happens at another rate since \($0.description)." } ?? ""
        let name = labels.kind(cause.kind) + (owner.isEmpty ? "" : " (\(owner))")
        return
            "\(name): met before \(percent(cause.effect.reach.share ?? 0)) % of the answers\(earlier); "
            + "it goes with \(fixed(cause.effect.effect, 0)) points (\(fixed(cause.effect.interval.low, 0)) to "
            + "\(fixed(cause.effect.interval.high, 0))); \(fixed(cause.effect.pointsAtStake, 1)) points at stake.\(since)"
    }
}

extension Verbatim {
    /// `2 of 10, Delivery rated, 2026-05-03`
    func origin(_ labels: Labels) -> String {
        let said = score.map { "\(fixed($0.value, 0)) of \(fixed($0.scale.range.upperBound, 0)), " } ?? ""
        return "\(said)\(labels.kind(kind)), \(at.day.description)"
    }
}

extension Driver {
    /// `29.6 % (26.1–33.0)`
    var importanceText: String {
        guard let importance else { return "cannot be told" }
        return "\(percent(importance)) %" + (interval.map { " (\(percent($0.low))–\(percent($0.high)))" } ?? "")
    }

    var sortText: String { contrast?.kind?.rawValue ?? "–" }
    var stakeText: String { pointsAtStake.map { fixed($0, 2) } ?? "–" }
}
