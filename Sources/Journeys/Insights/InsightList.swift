import Timeline

/// What is new, and what somebody has said of the rest: the same on each page that tells findings.
struct InsightList: Sendable {
    /// The worst first; what only follows from another one that is told stands with that.
    let news: [Finding]
    /// By kind: what follows from it.
    let followers: [String: [Finding]]
    let taken: [Insight]
    let done: [Insight]
    let dismissed: [Insight]

    init(_ found: [Finding], _ insights: [Insight]) {
        let untold = found.filter { finding in !insights.contains { $0.finding.isSame(as: finding) } }
        let told = Set((found + insights.map(\.finding)).filter { $0.what == .touchpoint && $0.follows == nil }.compactMap(\.kind))
        let isFollower = { (finding: Finding) in finding.follows.map(told.contains) ?? false }
        news = untold.filter { !isFollower($0) }
        followers = Dictionary(grouping: untold.filter(isFollower)) { $0.follows ?? "" }
        taken = insights.filter { $0.status == .taken }
        done = insights.filter { $0.status == .done }
        dismissed = insights.filter { $0.status == .dismissed }
    }
}
