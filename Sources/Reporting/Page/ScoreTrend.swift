import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    /// The figure by month with its interval, where at least two months have answers enough.
    func trend(_ score: ScoreReport) -> HTML? {
        guard let trend = ScoreTrend(score) else { return nil }
        let table = scoreTable(score, score.months, "By month") { $0.period?.month.description ?? "" }
        return "<h3>By month</h3>\(trend.html)\(figures(table))"
    }
}

/// A line with a band around it.
private struct ScoreTrend {
    let score: ScoreReport
    let first: Month
    let last: Month
    let axis: ClosedRange<Double>

    private static let width = 1040.0
    private static let height = 220.0
    private static let left = 48.0
    private static let bottom = 26.0

    init?(_ score: ScoreReport) {
        let known = score.months.filter { $0.figure.estimate.value != nil }
        guard known.count > 1, let first = score.months.first?.period?.month, let last = score.months.last?.period?.month else { return nil }
        (self.score, self.first, self.last) = (score, first, last)
        let intervals = known.compactMap(\.figure.estimate.interval)
        axis = Self.axis(from: intervals.map(\.low).min() ?? 0, to: intervals.map(\.high).max() ?? 1, within: score.scale.axis)
    }

    /// The tenths of the scale that the intervals touch.
    private static func axis(from low: Double, to high: Double, within scale: ClosedRange<Double>) -> ClosedRange<Double> {
        let step = (scale.upperBound - scale.lowerBound) / 10
        let (below, above) = (((low - scale.lowerBound) / step).rounded(.down), ((high - scale.lowerBound) / step).rounded(.up))
        return (scale.lowerBound + below * step)...(scale.lowerBound + max(below + 1, above) * step)
    }

    private func x(_ month: Month) -> Double {
        let span = Double(max(1, last.number - first.number))
        return Self.left + 14 + (Self.width - Self.left - 34) * Double(month.number - first.number) / span
    }

    private func y(_ value: Double) -> Double {
        8 + (Self.height - Self.bottom - 8) * (axis.upperBound - value) / (axis.upperBound - axis.lowerBound)
    }
}

extension ScoreTrend {
    var html: HTML {
        """
        <div class="scroll" role="region" aria-label="\(score.scale.figureName) by month" tabindex="0">
        <svg class="trend" viewBox="0 0 \(point(Self.width)) \(point(Self.height))" role="img" \
        aria-labelledby="\(score.scale.key)-title \(score.scale.key)-desc">
        <title id="\(score.scale.key)-title">\(score.scale.figureName) by month</title>
        <desc id="\(score.scale.key)-desc">\(described)</desc>
        \(grid)\(runs.map(band))\(runs.map(line))\(runs.joined().map(dot))\(months)
        </svg></div>
        """
    }

    private struct Known {
        let month: Month
        let value: Double
        let interval: Interval
        let told: String
    }

    /// Months one after the other with answers enough; a gap ends a run.
    private var runs: [[Known]] {
        var runs: [[Known]] = []
        for group in score.months {
            guard let month = group.period?.month, case .known(let value, let interval, let n) = group.figure.estimate else { continue }
            let known = Known(month: month, value: value, interval: interval, told: "\(month): \(EstimateText(group.figure).whole), n \(grouped(n))")
            if let previous = runs.last?.last, previous.month.number + 1 == month.number {
                runs[runs.count - 1].append(known)
            } else {
                runs.append([known])
            }
        }
        return runs
    }

    private var described: String { runs.joined().map(\.told).joined(separator: "; ") + "." }

    private func band(_ run: [Known]) -> HTML {
        let corners = run.map { (x($0.month), y($0.interval.high)) } + run.reversed().map { (x($0.month), y($0.interval.low)) }
        return "<polygon class=\"band\" points=\"\(corners.map { "\(point($0.0)),\(point($0.1))" }.joined(separator: " "))\"/>"
    }

    private func line(_ run: [Known]) -> HTML {
        "<polyline class=\"line\" points=\"\(run.map { "\(point(x($0.month))),\(point(y($0.value)))" }.joined(separator: " "))\"/>"
    }

    private func dot(_ known: Known) -> HTML {
        let (middle, low, high) = (point(x(known.month)), point(y(known.interval.low)), point(y(known.interval.high)))
        return """
            <g><title>\(known.told)</title><path class="reach" d="M\(middle) \(low)V\(high)"/>\
            <circle class="b1" cx="\(middle)" cy="\(point(y(known.value)))" r="4"/></g>
            """
    }

    private var grid: HTML {
        let marks = (0...4).map { axis.lowerBound + (axis.upperBound - axis.lowerBound) * Double($0) / 4 }
        return marks.map { mark -> HTML in
            """
            <path class="grid" d="M\(point(Self.left)) \(point(y(mark)))H\(point(Self.width))"/>\
            <text class="sub end" x="\(point(Self.left - 8))" y="\(point(y(mark) + 4))">\(axisText(mark))</text>
            """
        }.joined()
    }

    private func axisText(_ mark: Double) -> String {
        switch score.scale {
        case .nps: fixed(mark, 0)
        case .csat, .rating, .thumbs: fixed(mark * 100, 0) + " %"
        case .ces, .rating10: fixed(mark, 1)
        }
    }

    /// Every month, or as many as fit.
    private var months: HTML {
        let step = max(1, (last.number - first.number + 12) / 12)
        return stride(from: first.number, through: last.number, by: step).map { number -> HTML in
            let month = Month(number: number)
            return "<text class=\"sub\" x=\"\(point(x(month)))\" y=\"\(point(Self.height - 6))\">\(month.description)</text>"
        }.joined()
    }
}
