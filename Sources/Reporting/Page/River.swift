import Analytics
import Web

extension ReportPage {
    /// A stream as wide in each stage as people are in it; the darker one are those who came in order.
    var river: HTML {
        let stages = report.stages.stages
        let most = Double(max(1, stages.map(\.people).max() ?? 1))
        let named = stages.map { "\(labels.stage($0.stage)) \(grouped($0.people))" }.joined(separator: ", ")
        return """
            <svg class="river" viewBox="0 0 1000 120" preserveAspectRatio="none" role="img" aria-labelledby="river-title river-desc">
            <title id="river-title">People in each stage</title><desc id="river-desc">\(named).</desc>
            <path class="r0" d="\(stream(stages.map { Double($0.people) / most }))"/>
            <path class="r1" d="\(stream(stages.map { Double($0.inOrder) / most }))"/>
            </svg>
            """
    }

    /// An outline around the middle: there along the upper bank, back along the lower one.
    private func stream(_ shares: [Double]) -> String {
        let step = 1000 / Double(shares.count)
        let middles = shares.indices.map { (Double($0) + 0.5) * step }
        let banks = Array(zip([0] + middles + [1000], shares.prefix(1) + shares + shares.suffix(1)))
        let upper = banks.map { x, share in (x: x, y: 60 - max(0.6, 54 * share)) }
        let lower = banks.reversed().map { x, share in (x: x, y: 60 + max(0.6, 54 * share)) }
        return "M" + bank(upper) + "L" + bank(lower) + "Z"
    }

    /// Level where it passes a stage, and smooth in between.
    private func bank(_ points: [(x: Double, y: Double)]) -> String {
        var path = "\(point(points[0].x)) \(point(points[0].y))"
        for (from, to) in zip(points, points.dropFirst()) {
            let middle = (from.x + to.x) / 2
            path += "C\(point(middle)) \(point(from.y)) \(point(middle)) \(point(to.y)) \(point(to.x)) \(point(to.y))"
        }
        return path
    }
}
