import Foundation

/// From values to places in a drawing. The lines of a chart are drawn in a square of 1000 by 1000 that is stretched to the width there
/// is; words, dots and bars stand beside it at percentages, so that they are never stretched.
struct Plot {
    let low: Double
    let high: Double
    let count: Int

    /// A range with room for all values; it begins at zero unless zero is far away from them.
    init(_ values: some Sequence<Double>, count: Int, startsAtZero: Bool) {
        let finite = values.filter(\.isFinite)
        let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
        let floor = startsAtZero ? min(0, least) : least
        let (low, step, steps) = Plot.ticks(floor, max(most, floor + (most == floor ? 1 : 0)))
        (self.low, high, self.count) = (low, low + step * Double(steps), max(1, count))
    }

    /// Where the lines across stand.
    var ticks: [Double] {
        let (low, step, steps) = Plot.ticks(low, high)
        return (0...steps).map { low + Double($0) * step }
    }

    /// Percent from the left for the middle of place `index`.
    func x(_ index: Int) -> Double { count == 1 ? 50 : Double(index) / Double(count - 1) * 100 }
    /// Percent from the top.
    func y(_ value: Double) -> Double { high == low ? 50 : (1 - (value - low) / (high - low)) * 100 }

    /// About four round steps (Heckbert, "Nice numbers for graph labels", 1990).
    static func ticks(_ low: Double, _ high: Double) -> (low: Double, step: Double, steps: Int) {
        let range = max(high - low, .leastNormalMagnitude)
        let rough = range / 4
        let magnitude = pow(10, Foundation.floor(log10(rough)))
        let step = ([1, 2, 2.5, 5, 10].first { $0 * magnitude >= rough * 0.999 } ?? 10) * magnitude
        let start = Foundation.floor(low / step + 1e-9) * step
        return (start, step, max(1, Int(((high - start) / step - 1e-9).rounded(.up))))
    }
}

/// A coordinate with at most two decimals. What cannot be placed stands at the edge, where it does no harm.
func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((min(max(value, -1e6), 1e6) * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest.isMultiple(of: 10) ? rest / 10 : rest)"
}

/// Every nth of them, so that at most `limit` are left; the last one always is.
func thinned<Element>(_ elements: [Element], to limit: Int) -> [Element] {
    guard elements.count > limit, limit > 1 else { return elements }
    return (0..<limit).map { elements[$0 * (elements.count - 1) / (limit - 1)] }
}
