import Demo
import Kernel
import People
import Timeline

/// The whole demo company, told once for all tests, on a Sunday in November.
enum DemoLine {
    static let now = Instant(microseconds: 1_795_341_600_000_000)
    static let company = DemoCompany(until: now)
    static let touchpoints = Array(company.touchpoints)
    static let story = company.story

    /// What people said of themselves, by each identifier they said it with.
    static let traits: [Identifier: [String: String]] = touchpoints.reduce(into: [:]) { traits, touchpoint in
        guard touchpoint.kind == "identify", touchpoint.traits["region"] != nil else { return }
        for identifier in touchpoint.identifiers { traits[identifier] = touchpoint.traits }
    }

    /// Who it happened to, as far as the identifiers say: the person's customer number. A shared telephone says nothing.
    static let users: [Identifier: String] = touchpoints.reduce(into: [:]) { users, touchpoint in
        guard let user = touchpoint.identifiers.first(where: { $0.type == .userID }) else { return }
        for identifier in touchpoint.identifiers where identifier.type != .phone { users[identifier] = user.value }
    }

    static func trait(_ name: String, of touchpoint: NewTouchpoint) -> String? {
        touchpoint.identifiers.lazy.compactMap { traits[$0]?[name] }.first
    }
}

/// A slice of the story: there or elsewhere, before the new carrier or since.
struct Slice {
    let isThere: Bool
    let isSince: Bool

    private func holds(_ touchpoint: NewTouchpoint) -> Bool {
        guard let region = DemoLine.trait("region", of: touchpoint) else { return false }
        return (region == DemoLine.story.region) == isThere && (touchpoint.occurredAt >= DemoLine.story.month.firstDay.start) == isSince
    }

    func touchpoints(_ kind: String) -> [NewTouchpoint] { DemoLine.touchpoints.filter { $0.kind == kind && holds($0) } }

    func scores(_ kind: String) -> [Double] { touchpoints(kind).compactMap(\.score?.value) }

    func mean(_ kind: String) -> Double {
        let scores = scores(kind)
        return scores.reduce(0, +) / Double(max(1, scores.count))
    }

    /// −100 … 100.
    var nps: Double {
        let scores = scores("survey_nps")
        let difference = scores.count { $0 >= 9 } - scores.count { $0 <= 6 }
        return 100 * Double(difference) / Double(max(1, scores.count))
    }

    /// The share of deliveries that came after the promised day.
    var lateShare: Double {
        let deliveries = touchpoints("delivery")
        return Double(deliveries.count { !$0.properties.contains(#""days_late":0"#) }) / Double(max(1, deliveries.count))
    }

    /// The share of plans that came up for renewal and were renewed.
    var renewalShare: Double {
        let renewed = touchpoints("plan_renewed").count
        return Double(renewed) / Double(max(1, renewed + touchpoints("plan_cancelled").count))
    }

    func perDelivery(_ kind: String) -> Double { Double(touchpoints(kind).count) / Double(max(1, touchpoints("delivery").count)) }
}
