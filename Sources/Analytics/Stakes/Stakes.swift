package import Kernel
package import Statistics

/// The money at stake where a touchpoint hurts, currency by currency.
package struct Stakes: Hashable, Sendable {
    /// Everybody whom it hit within the period, also those of whom it is not known yet what they bring, and whom it spared.
    package let hit: Int
    package let spared: Int
    /// How long the period is, in twelfths of a year of 365 days; at least one.
    package let months: Double
    /// In the order of their codes; only of what somebody brought.
    package let amounts: [Amount]

    /// In minor units.
    package struct Amount: Hashable, Sendable {
        package let currency: Currency
        /// Whom it hit, and whom it spared, of those who buy in this currency or had not bought yet.
        package let hit: Int
        package let spared: Int
        /// Of those who were hit, those whose time is not over.
        package let inProgress: Int
        /// Those of either side who brought anything in it.
        package let paying: Int
        package let each: MatchedDifference
        let months: Double

        /// How much less each brought; too few where either side is, or those who pay in this currency.
        package var difference: Estimate { paying < Estimate.enough && each.hit > 0 ? .tooFew(n: paying) : each.estimate }

        /// What people hit brought less, all together: people hit × how much less each of them brought. Below zero where they brought more.
        package var shortfall: Estimate { difference.scaled(by: Double(hit)) }

        /// What the interval of the shortfall says; `nil` where too few are known.
        package var verdict: Verdict? { shortfall.interval.map { $0.low > 0 ? .loss : $0.high < 0 ? .more : .chance } }

        package enum Verdict: String, Hashable, Sendable, CaseIterable {
            /// They brought less, by more than chance.
            case loss
            /// Chance alone may make such a difference.
            case chance
            /// They brought more, by more than chance.
            case more
        }

        package var isLoss: Bool { verdict == .loss }

        /// Revenue at risk: the shortfall where it is a loss; none where it is not.
        package var atRisk: Estimate { ofLoss(shortfall) }

        /// What a fix of a loss may bring while it lasts: people hit a month × months × the share of them that it reaches × how much less each
        /// brought.
        package func gain(_ fix: Fix) -> Estimate { ofLoss(difference.scaled(by: Double(hit) / months * Double(fix.months) * fix.reach)) }

        private func ofLoss(_ estimate: Estimate) -> Estimate { verdict == nil || isLoss ? estimate : .none }
    }

    /// What is assumed of a fix.
    package struct Fix: Hashable, Sendable {
        /// The share of those it would hit whom the fix spares, 0…1.
        package var reach: Double
        /// How long it lasts, at least 1.
        package var months: Int

        package init(reach: Double = 0.5, months: Int = 12) { (self.reach, self.months) = (reach, months) }
    }
}

extension Stakes {
    private static let daysOfMonth = 365.0 / 12

    /// - Parameters:
    ///   - people: in the order of their numbers.
    ///   - filter: whose beginning and end are those of the period; where it has none, it begins with the first hit and ends now.
    package init(_ people: [StakePerson], _ filter: Filter, now: Instant) {
        let struck = people.filter(\.isHit)
        let begin = filter.from ?? struck.map(\.at).min() ?? now
        let length = Double(min(filter.until ?? now, now).microseconds - begin.microseconds) / 86_400e6 / Self.daysOfMonth
        let months = max(1, length)
        (hit, spared) = (struck.count, people.count - struck.count)
        self.months = months
        let currencies = Set(people.flatMap { $0.brought.map { Array($0.keys) } ?? [] })
        amounts = currencies.sorted { $0.code < $1.code }.map { currency in
            let buying = people.filter { $0.mayBuy(in: currency) }
            let hit = buying.count(where: \.isHit)
            return Amount(
                currency: currency, hit: hit, spared: buying.count - hit, inProgress: buying.count { $0.isHit && $0.brought == nil },
                paying: buying.count { $0.brought?[currency] ?? 0 != 0 },
                each: MatchedDifference(Self.strata(buying, currency)), months: months)
        }
    }

    private static func strata(_ people: [StakePerson], _ currency: Currency) -> [MatchedDifference.Stratum] {
        var strata: [StakePerson.Likeness: MatchedDifference.Stratum] = [:]
        for person in people {
            guard let brought = person.brought else { continue }
            let amount = brought[currency] ?? 0
            if person.isHit {
                strata[person.likeness, default: .init()].hit.append(amount)
            } else {
                strata[person.likeness, default: .init()].spared.append(amount)
            }
        }
        return strata.sorted { $0.key.key < $1.key.key }.map(\.value)
    }
}
