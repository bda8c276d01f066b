import Kernel
import Timeline

/// What the customer's line says to whoever answers them.
struct LineBeside: Hashable, Sendable {
    /// What happened before they wrote, newest first.
    var before: [Touchpoint] = []
    /// What happened since, elsewhere, oldest first.
    var since: [Touchpoint] = []
    /// The last answer on each of the scales of surveys: NPS, CSAT, CES.
    var scores: [Touchpoint] = []
    /// Orders that have not come yet, newest first: the last that happened with each.
    var orders: [Touchpoint] = []
    /// What they were asked not long ago, newest first.
    var asked: [Asked] = []
    /// Where on the journey the last that they did stands.
    var stage: Stage?

    /// A question that the customer was asked, so that nobody asks again.
    struct Asked: Hashable, Sendable {
        let at: Instant
        /// Of the catalogue.
        let kind: Kind
        let score: Score?
        let isAnswered: Bool
    }

    /// So many of what happened before are told, within so long; a few whenever they happened.
    static let mostBefore = 20
    static let fewestBefore = 3
    static let recent = Duration.days(30)
    static let mostSince = 200
    /// So long somebody who was asked is better not asked again.
    static let rest = Duration.days(90)
}

extension LineBeside {
    /// What happens with an order on its way; what ends it, whichever way, says that it is not open.
    static let orderKinds = ["order_placed", "order_shipped", "delivery_delayed"] + orderEnds
    static let orderEnds = ["delivery", "delivery_damaged", "delivery_incomplete", "assembly_done", "return_requested", "refund_paid"]

    /// Orders that have not come yet.
    ///
    /// - Parameter touchpoints: with orders, newest first.
    static func openOrders(_ touchpoints: [Touchpoint]) -> [Touchpoint] {
        var seen: Set<Subject> = []
        let last = touchpoints.filter { touchpoint in touchpoint.subject.map { seen.insert($0).inserted } ?? false }
        return last.filter { !orderEnds.contains($0.kind.key) }
    }

    /// How often each kind happened, in the order in which it did last; what was rated, with what it was rated.
    static func counts(_ touchpoints: [Touchpoint]) -> [(kind: Kind, count: Int, score: Score?)] {
        var (order, counts, scores): ([Kind], [Kind: Int], [Kind: Score]) = ([], [:], [:])
        for touchpoint in touchpoints {
            if counts[touchpoint.kind] == nil { order.append(touchpoint.kind) }
            counts[touchpoint.kind, default: 0] += 1
            if scores[touchpoint.kind] == nil { scores[touchpoint.kind] = touchpoint.score }
        }
        return order.map { ($0, counts[$0] ?? 0, scores[$0]) }
    }
}
