import Analytics
import Kernel
import Statistics

/// A figure to see first.
struct Tile {
    let label: String
    let value: String
    /// Interval, n and what it is of.
    let detail: String
}

extension Report {
    var tiles: [Tile] { [peopleTile, touchesTile] + scores.map(tile) + [weakestTile, wayTile].compactMap { $0 } }

    /// `2024-01-01 – 2024-06-30`
    var span: String {
        guard let first = overview.first, let last = overview.last else { return "" }
        return first.day == last.day ? first.day.description : "\(first.day) – \(last.day)"
    }

    private var peopleTile: Tile {
        let each = overview.people > 0 ? fixed(Double(overview.touches) / Double(overview.people), 1) + " touchpoints each" : ""
        return Tile(label: "People", value: grouped(overview.people), detail: each)
    }

    private var touchesTile: Tile {
        let channels = counted(overview.channels.count, "channel", "channels")
        return Tile(
            label: "Touchpoints", value: grouped(overview.touches), detail: "\(channels), \(counted(overview.kinds.count, "kind", "kinds"))")
    }

    private func tile(_ score: ScoreReport) -> Tile {
        let text = EstimateText(score.overall)
        let interval = text.interval.isEmpty ? "" : text.interval + " · "
        return Tile(label: score.scale.figureName, value: text.value, detail: interval + "n " + grouped(score.overall.n))
    }

    /// The step of the journey that the smallest share takes, of those with people enough to tell.
    private var weakestTile: Tile? {
        let known = stages.steps.filter { $0.wentOn.estimate.value != nil }
        guard let step = known.min(by: { ($0.wentOn.share ?? 0) < ($1.wentOn.share ?? 0) }) else { return nil }
        let way = "\(labels.stage(step.from)) → \(labels.stage(step.to))"
        let text = step.wentOn.text
        return Tile(label: "Weakest step", value: text.value, detail: "\(way) · \(text.interval) · n \(grouped(step.wentOn.total))")
    }

    private var wayTile: Tile? {
        guard variants.repeats, let way = variants.top.first, way.people.estimate.value != nil else { return nil }
        return Tile(
            label: "Most frequent way", value: way.people.text.value,
            detail: "\(counted(way.kinds.count, "step", "steps")) · \(way.people.text.interval) · n \(grouped(way.people.total))")
    }
}
