/// Where the true figure lies with a confidence of 95 %, unless said otherwise.
package struct Interval: Hashable, Sendable {
    package let low: Double
    package let high: Double

    package init(_ low: Double, _ high: Double) {
        self.low = low
        self.high = high
    }
}

extension Interval {
    package func contains(_ value: Double) -> Bool { low <= value && value <= high }

    package func clamped(to limits: ClosedRange<Double>) -> Interval {
        Interval(max(low, limits.lowerBound), min(high, limits.upperBound))
    }

    package func scaled(by factor: Double) -> Interval { Interval(low * factor, high * factor) }
}
