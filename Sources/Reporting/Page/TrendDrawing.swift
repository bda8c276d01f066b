import Analytics
import Kernel
import Statistics
import Web

/// A line with a band around it: the figure by month and its interval.
struct TrendDrawing {
    let trend: ScoreTrend

    private static let width = 1040.0
    private static let height = 220.0
    private static let left = 50.0
    private static let bottom = 28.0

    private func x(_ month: Month) -> Double {
        let span = Double(max(1, trend.last.number - trend.first.number))
        return Self.left + 34 + (Self.width - Self.left - 68) * Double(month.number - trend.first.number) / span
    }

    private func y(_ value: Double) -> Double {
        8 + (Self.height - Self.bottom - 8) * (trend.axis.upperBound - value) / (trend.axis.upperBound - trend.axis.lowerBound)
    }

    var html: HTML {
        let (key, name) = (trend.scale.key, trend.scale.figureName)
        return """
            <div class="scroll" role="region" aria-label="\(name) by month" tabindex="0">
            <svg class="trend" viewBox="0 0 \(point(Self.width)) \(point(Self.height))" role="img" aria-labelledby="\(key)-title \(key)-desc">
            <title id="\(key)-title">\(name) by month</title>
            <desc id="\(key)-desc">\(trend.runs.joined().map(told).joined(separator: "; ")).</desc>
            \(trend.marks.map(grid))\(trend.runs.map(band))\(trend.runs.map(line))\(trend.runs.joined().map(dot))\(months)
            </svg></div>
            """
    }

    private func told(_ known: ScoreTrend.Known) -> String {
        let text = EstimateText(.known(known.value, known.interval, n: known.n), joint: " to ", label)
        return "\(known.month): \(text.whole), n \(grouped(known.n))"
    }

    private func label(_ figure: Double) -> String {
        switch trend.scale {
        case .nps: fixed(figure, 0)
        case .csat, .rating, .thumbs: fixed(figure * 100, 0) + " %"
        case .ces, .rating10: fixed(figure, 1)
        }
    }
}

extension TrendDrawing {
    private func grid(_ mark: Double) -> HTML {
        """
        <path class="grid" d="M\(point(Self.left)) \(point(y(mark)))H\(point(Self.width))"/>\
        <text class="end" x="\(point(Self.left - 8))" y="\(point(y(mark) + 4))">\(label(mark))</text>
        """
    }

    /// A single month has no band but its reach.
    private func band(_ run: [ScoreTrend.Known]) -> HTML {
        if run.count == 1 {
            return "<path class=\"reach\" d=\"M\(point(x(run[0].month))) \(point(y(run[0].interval.low)))V\(point(y(run[0].interval.high)))\"/>"
        }
        let corners = run.map { (x($0.month), y($0.interval.high)) } + run.reversed().map { (x($0.month), y($0.interval.low)) }
        return "<polygon class=\"band\" points=\"\(points(corners))\"/>"
    }

    private func line(_ run: [ScoreTrend.Known]) -> HTML {
        "<polyline class=\"line\" points=\"\(points(run.map { (x($0.month), y($0.value)) }))\"/>"
    }

    private func points(_ corners: [(Double, Double)]) -> String {
        corners.map { "\(point($0.0)),\(point($0.1))" }.joined(separator: " ")
    }

    private func dot(_ known: ScoreTrend.Known) -> HTML {
        "<circle class=\"b1\" cx=\"\(point(x(known.month)))\" cy=\"\(point(y(known.value)))\" r=\"4\"><title>\(told(known))</title></circle>"
    }

    /// Every month, or as many as fit.
    private var months: HTML {
        let step = max(1, (trend.last.number - trend.first.number + 12) / 12)
        return stride(from: trend.first.number, through: trend.last.number, by: step).map { number -> HTML in
            let month = Month(number: number)
            return "<text x=\"\(point(x(month)))\" y=\"\(point(Self.height - 6))\">\(month.description)</text>"
        }.joined()
    }
}
