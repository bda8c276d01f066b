import Analytics
import Statistics
import Timeline
import Web

/// Importance against performance: what matters much and is done badly stands above and at the left.
struct ImportanceMap: Markup {
    let t: Texts
    let drivers: [Driver]
    let catalogue: Timeline.Catalogue

    var html: HTML {
        guard points.count > 1 else { return .nothing }
        return ScatterChart(
            id: "importance", title: t("journey.map.importance"), t, points,
            x: .init(t("journey.map.importance.performance"), divide: usual, format: percent),
            y: .init(t("journey.map.importance.importance"), divide: 1 / Double(points.count), format: percent),
            parts: .init(
                highLeft: t("journey.map.importance.fix"), highRight: t("journey.map.importance.keep"), lowLeft: t("journey.map.importance.later"),
                lowRight: t("journey.map.importance.enough"))
        ).html
    }

    private var percent: @Sendable (Double) -> String { { [t] in t.percent($0) } }

    private var points: [ScatterChart.Point] {
        drivers.compactMap { driver in
            guard let importance = driver.importance, let content = driver.performance.content.value else { return nil }
            return .init(
                t.name(ofKind: driver.kind, catalogue), x: content, y: importance,
                xInterval: driver.performance.content.interval.map { $0.low...$0.high }, yInterval: driver.interval.map { $0.low...$0.high })
        }
    }

    /// The share of content ratings of all together, each rating counting alike.
    private var usual: Double {
        let known = drivers.compactMap { driver in driver.performance.content.value.map { (share: $0, n: Double(driver.n)) } }
        let n = known.reduce(0) { $0 + $1.n }
        return n > 0 ? known.reduce(0) { $0 + $1.share * $1.n } / n : 0
    }
}
