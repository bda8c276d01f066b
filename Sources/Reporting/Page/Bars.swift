import Analytics
import Statistics
import Web

/// A coordinate with one decimal.
func point(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}

/// A bar as wide as its share 0…1, with its interval on it. The figures stand beside it, so it is not read out.
func shareBar(_ share: Double, _ interval: Interval? = nil) -> HTML {
    """
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="b0" width="100" height="10"/>\
    <rect class="b1" width="\(point(100 * min(1, max(0, share))))" height="10"/>\(interval.map(whisker))</svg>
    """
}

private func whisker(_ interval: Interval) -> HTML {
    let width = max(0.4, 100 * (interval.high - interval.low))
    return "<rect class=\"b2\" x=\"\(point(100 * interval.low))\" y=\"4\" width=\"\(point(width))\" height=\"2\"/>"
}

/// Where a figure lies between the worst and the best, with its interval.
func place(_ value: Double, _ interval: Interval, on scale: ScoreScale) -> HTML {
    let (low, middle, high) = (scale.share(interval.low), scale.share(value), scale.share(interval.high))
    return """
        <svg class="place" viewBox="0 0 160 14" aria-hidden="true"><rect class="b0" y="6" width="160" height="2"/>\
        <rect class="b3" x="\(point(160 * low))" y="4" width="\(point(max(1, 160 * (high - low))))" height="6" rx="3"/>\
        <circle class="b1" cx="\(point(160 * middle))" cy="7" r="4"/></svg>
        """
}
