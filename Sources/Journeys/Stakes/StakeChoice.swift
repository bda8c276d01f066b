import Analytics
import Kernel
import Timeline
import Web

/// What of the money is asked for, and what is assumed of a fix: `?after=90&reach=50&lasts=12`.
struct StakeChoice: Hashable, Sendable {
    /// For so many days afterwards counts what people bring.
    let days: Int
    let fix: Stakes.Fix

    static let usual = 90
    static let choices = [30, 90, 180, 365]

    /// - Throws: `invalid` where something is no number, or none that is possible.
    init(_ query: Query) throws {
        days = try Self.number("after", in: 1...730, query) ?? Self.usual
        let fix = Stakes.Fix()
        let reach = try Self.number("reach", in: 1...100, query).map { Double($0) / 100 }
        self.fix = Stakes.Fix(reach: reach ?? fix.reach, months: try Self.number("lasts", in: 1...120, query) ?? fix.months)
    }

    private static func number(_ name: String, in range: ClosedRange<Int>, _ query: Query) throws -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Failure.invalid(name, "must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A question about a touchpoint: its stage and what is revenue are those of the catalogue.
    func question(_ kind: String, _ catalogue: Timeline.Catalogue) -> StakeQuestion {
        StakeQuestion(
            kind, stage: catalogue.kindsBeside(kind), revenue: catalogue.kindsOfRevenue, refunds: Timeline.Catalogue.kindsOfRefund,
            after: .days(Int64(days)))
    }
}

/// Which people of a row are asked for: `?kind=delivery_delayed&who=hit&currency=EUR`.
struct StakeFigure: Hashable, Sendable {
    let kind: String
    let isHit: Bool
    let currency: Currency
    let days: Int

    /// - Throws: `invalid` where there is no such row.
    init(_ query: Query, _ choice: StakeChoice, _ catalogue: Timeline.Catalogue) throws {
        (kind, days) = (query["kind"] ?? "", choice.days)
        try Failure.require(catalogue.kind(key: kind) != nil, "kind", "must be a touchpoint of the catalogue")
        guard let isHit = ["hit": true, "spared": false][query["who"] ?? "hit"] else {
            throw Failure.invalid("who", "must be one of those on the page")
        }
        guard let currency = Currency(query["currency"] ?? "") else {
            throw Failure.invalid("currency", "must be a code of three letters, such as EUR")
        }
        (self.isHit, self.currency) = (isHit, currency)
    }
}
