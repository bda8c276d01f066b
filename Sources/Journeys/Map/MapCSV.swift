import Analytics
import Kernel
import Statistics
import Timeline

/// The lanes of the map as a file for spreadsheets: a row for each stage.
struct MapCSV {
    let journey: Journey

    var text: String {
        let head = [
            "stage", "people", "share", "went_on", "went_on_low", "went_on_high", "median_seconds", "p90_seconds", "touchpoints", "emotion",
            "emotion_low", "emotion_high", "emotion_n", "content", "content_low", "content_high", "content_n", "nps", "nps_low", "nps_high", "nps_n",
            "told_people", "owner",
        ]
        let targets = StageTarget.Figure.allCases.flatMap { ["target_\($0.rawValue)", "target_\($0.rawValue)_verdict"] }
        return CSV.sheet([head + targets] + journey.stages.map(row))
    }

    private func row(_ stage: Journey.MeasuredStage) -> [String] {
        let step = stage.step
        let time = step?.time.flatMap { $0.n >= Estimate.enough ? $0 : nil }
        let figures: [Double?] = [
            Double(stage.reach.count), stage.reach.share, step?.wentOn.estimate.value, step?.wentOn.estimate.interval?.low,
            step?.wentOn.estimate.interval?.high, time.map { Double($0.median.components.seconds) }, time.map { Double($0.p90.components.seconds) },
            Double(stage.touches),
        ]
        let numbers = figures + columns(stage.emotion) + columns(stage.satisfaction) + columns(stage.recommendation) + [Double(stage.told.count)]
        return [CSV.harmless(stage.stage.key)] + numbers.map { $0.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" } ?? "" } + [
            CSV.harmless(stage.owner)
        ]
            + StageTarget.Figure.allCases.flatMap { target($0, of: stage) }
    }

    /// The target and whether it is met; both blank where there is none.
    private func target(_ figure: StageTarget.Figure, of stage: Journey.MeasuredStage) -> [String] {
        guard let measured = stage.targets.first(where: { $0.target.figure == figure }) else { return ["", ""] }
        return [CSV.figure(measured.target.value), measured.verdict.rawValue]
    }

    private func columns(_ estimate: Estimate) -> [Double?] {
        [estimate.value, estimate.interval?.low, estimate.interval?.high, Double(estimate.n)]
    }
}
