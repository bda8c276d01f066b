/// What a bad and what a good experience of a driver do to the outcome, against an ordinary one (penalty–reward contrast, Brandt 1987).
package struct PenaltyReward: Hashable, Sendable {
    /// Of a low value, usually below 0.
    package let penalty: LinearFit.Coefficient
    /// Of the highest, usually above 0.
    package let reward: LinearFit.Coefficient

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bad hurts more than good helps: it is taken for granted.
        case basic
        /// Both do alike.
        case performance
        /// Good helps more than bad hurts.
        case excitement
    }

    /// By (reward − |penalty|) / (reward + |penalty|): below −0.2, above 0.2, or between. `nil` when neither differs from nothing.
    package var kind: Kind? {
        let (loss, gain) = (max(0, -penalty.value), max(0, reward.value))
        let differ = [penalty, reward].contains { abs($0.value) > Normal.z95 * $0.standardError }
        guard differ, loss + gain > 0 else { return nil }
        let balance = (gain - loss) / (gain + loss)
        return balance < -0.2 ? .basic : balance > 0.2 ? .excitement : .performance
    }
}

extension PenaltyReward {
    /// One for each driver; whoever did not experience it is taken for ordinary. `nil` where it cannot be told.
    ///
    /// - Parameters:
    ///   - low: by driver: values up to this one are bad.
    ///   - high: by driver: values from this one on are good.
    package static func contrasts(_ data: DriverData, low: [Double], high: [Double]) -> [PenaltyReward]? {
        var columns: [[Double]] = []
        for (driver, values) in data.drivers.enumerated() {
            columns.append(values.map { $0 <= low[driver] ? 1 : 0 })
            columns.append(values.map { $0 >= high[driver] ? 1 : 0 })
        }
        guard let fit = LinearFit(data.outcome, by: columns, weights: data.weights) else { return nil }
        return data.drivers.indices.map { PenaltyReward(penalty: fit.coefficients[2 * $0], reward: fit.coefficients[2 * $0 + 1]) }
    }
}
