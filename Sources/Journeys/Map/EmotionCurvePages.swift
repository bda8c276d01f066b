import Analytics
import Statistics
import Timeline
import Web

/// How it feels from stage to stage, with the peak and the end marked: what people remember of a whole.
struct EmotionCurve: Markup {
    let t: Texts
    let stages: [Journey.MeasuredStage]
    /// What is compared, drawn with dashes.
    let compared: [Journey.MeasuredStage]

    var html: HTML {
        guard let peak, let end else { return "<p class=\"aside\">\(t("journey.emotion.none"))</p>" }
        var series = [series(t("journey.shown"), stages)]
        if !compared.isEmpty {
            let others = stages.map { stage in compared.first { $0.stage == stage.stage }?.emotion ?? .none }
            series.append(self.series(t("journey.compared"), others, isComparison: true))
        }
        let marks =
            peak == end
            ? [LineChart.Annotation(at: peak, "\(t("journey.emotion.peak")), \(t("journey.emotion.end"))")]
            : [.init(at: peak, t("journey.emotion.peak")), .init(at: end, t("journey.emotion.end"))]
        let described = t(
            "journey.emotion.described",
            ["peak": t.name(of: stages[peak].stage), "value": said(stages[peak].emotion), "end": said(stages[end].emotion)])
        return LineChart(
            id: "emotion", title: t("journey.emotion.title"), description: described, t, labels: stages.map { t.name(of: $0.stage) },
            series: series, annotations: marks, startsAtZero: false, scale: -1...1, format: t.feeling
        ).html
    }

    /// The stage of the strongest feeling, good or bad.
    private var peak: Int? {
        stages.indices.filter { stages[$0].emotion.value != nil }.max { abs(stages[$0].emotion.value ?? 0) < abs(stages[$1].emotion.value ?? 0) }
    }

    private var end: Int? { stages.indices.last { stages[$0].emotion.value != nil } }

    private func said(_ estimate: Estimate) -> String { estimate.value.map(t.feeling) ?? "–" }

    private func series(_ name: String, _ stages: [Journey.MeasuredStage]) -> LineChart.Series { series(name, stages.map(\.emotion)) }

    private func series(_ name: String, _ estimates: [Estimate], isComparison: Bool = false) -> LineChart.Series {
        .init(name, estimates.map(\.value), band: estimates.map { $0.interval.map { $0.low...$0.high } }, isComparison: isComparison)
    }
}
