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
        let compared = journey.compared.isEmpty ? [] : Self.compared.map { "compared_\($0)" }
        return CSV.sheet([head + targets + compared] + journey.stages.map { row($0) + against($0) })
    }

    /// The figures of what is compared, beside those that are shown; columns that are there only where something is.
    private static let compared = [
        "people", "share", "went_on", "went_on_n", "emotion", "emotion_n", "content", "content_n", "nps", "nps_n",
    ]

    private func against(_ stage: Journey.MeasuredStage) -> [String] {
        guard !journey.compared.isEmpty else { return [] }
        guard let other = journey.compared.first(where: { $0.stage == stage.stage }) else { return Self.compared.map { _ in "" } }
        let figures = [other.step?.wentOn.estimate ?? .none, other.emotion, other.satisfaction, other.recommendation]
        return ["\(other.reach.count)", CSV.figure(other.reach.share)] + figures.flatMap { [CSV.figure($0.value), "\($0.n)"] }
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
