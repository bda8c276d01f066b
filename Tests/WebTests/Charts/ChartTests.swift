import Kernel
import Language
import Testing

@testable import Web

@Suite struct `A plot` {
    @Test(arguments: [
        (0.0, 97.0, 0.0, 25.0, 4), (0, 1, 0, 0.25, 4), (0, 5, 0, 2, 3), (-12, 31, -20, 20, 3), (0, 1_000_000, 0, 250_000, 4), (23, 29, 22, 2, 4),
    ]) func `has a few round steps that hold its values`(low: Double, high: Double, start: Double, step: Double, steps: Int) {
        let ticks = Plot.ticks(low, high)
        #expect(abs(ticks.low - start) < 1e-9 && abs(ticks.step - step) < 1e-9 && ticks.steps == steps, "\(ticks)")
        #expect(ticks.low <= low && ticks.low + ticks.step * Double(ticks.steps) >= high)
    }

    @Test func `puts values where they belong`() {
        let plot = Plot([0, 50, 100], count: 3, startsAtZero: true)
        #expect(plot.y(0) == 100 && plot.y(50) == 50 && plot.y(100) == 0)
        #expect(plot.x(0) == 0 && plot.x(1) == 50 && plot.x(2) == 100)
    }

    @Test(arguments: [[Double](), [7], [3, 3, 3], [.nan, .infinity], [-5, -5]]) func `stands whatever it is given`(values: [Double]) {
        let plot = Plot(values, count: values.count, startsAtZero: true)
        for value in values where value.isFinite { #expect((0...100).contains(plot.y(value))) }
        for tick in plot.ticks { #expect(tick.isFinite) }
    }

    @Test(arguments: [(0.0, "0"), (12.0, "12"), (0.5, "0.5"), (99.994, "99.99"), (33.3333, "33.33"), (-1.05, "-1.05"), (7.005, "7.01"), (2.999, "3")])
    func `writes coordinates short`(value: Double, text: String) { #expect(coordinate(value) == text) }
}

@Suite struct `A chart` {
    private let t = Texts(.en, now: noon)

    private func line(_ values: [Double?], band: [ClosedRange<Double>?] = [], annotations: [LineChart.Annotation] = []) -> String {
        let labels = values.indices.map { "day \($0)" }
        return LineChart(
            id: "c", title: "T", description: "D", t, labels: labels, series: [.init("S", values, band: band)], annotations: annotations,
            format: { "\($0)" }
        ).html.text
    }

    @Test func `leaves a gap where nothing is known`() {
        let path = line([0, 10, nil, 10, 0]).firstMatch(of: /class="line series-0" d="([^"]*)"/)?.1
        #expect(path == "M0 1000L250 0M750 0L1000 1000")
    }

    @Test func `says in a table what it draws, with its interval`() {
        let text = line([1, nil], band: [0.5...1.5, nil])
        #expect(text.contains("<th scope=\"row\">day 0</th><td class=\"number\">1.0 (0.5–1.5)</td>"))
        #expect(text.contains("<th scope=\"row\">day 1</th><td class=\"number\">–</td>"))
    }

    @Test func `keeps to the last 400 points, and its notes to their days`() {
        let text = line((0..<1_000).map(Double.init), annotations: [.init(at: 10, "gone"), .init(at: 999, "kept")])
        #expect(text.matches(of: /<th scope="row">/).count == 400)
        #expect(!text.contains("gone") && text.contains("day 999: kept"))
    }

    @Test(arguments: [[Double?](), [nil, nil], [5], [.nan, .infinity], [-3, -1]]) func `stands whatever it is given`(values: [Double?]) {
        let text = line(values) + Sparkline(values).html.text + BarChart(title: "B", t, values.map { .init("b", $0 ?? 0) }).html.text
        #expect(text.firstMatch(of: /["LM -](nan|inf)/) == nil)
    }

    @Test func `of shares adds up to the whole`() {
        let text = ShareBar(title: "S", t, [.init("a", 1, tone: .good), .init("b", 3, tone: .bad), .init("c", -7, tone: .note)]).html.text
        #expect(text.contains("x=\"0%\" width=\"25%\"") && text.contains("x=\"25%\" width=\"75%\""))
        #expect(!text.contains(">c "))
    }

    @Test func `of bars has room for what is below zero`() {
        let text = BarChart(title: "B", t, [.init("up", 30), .init("down", -10)]).html.text
        #expect(text.contains("x=\"25%\" y=\"3\" width=\"75%\"") && text.contains("x=\"0%\" y=\"3\" width=\"25%\""))
    }
}

@Suite struct `A field of two measures` {
    private func chart(_ points: [ScatterChart.Point]) -> ScatterChart {
        ScatterChart(
            id: "s", title: "T", Texts(.en, now: noon), points, x: .init("well done", divide: 0.5) { "\($0)" },
            y: .init("important", divide: 0.5) { "\($0)" }, parts: .init(highLeft: "first", highRight: "keep", lowLeft: "later", lowRight: "enough"))
    }

    @Test(arguments: [(0.4, 0.6, "first"), (0.5, 0.5, "keep"), (0.4, 0.4, "later"), (0.6, 0.4, "enough")])
    func `says where each thing lies`(x: Double, y: Double, part: String) {
        let point = ScatterChart.Point("a", x: x, y: y)
        #expect(chart([point]).part(of: point) == part)
    }

    @Test func `has a number for each thing, and the same figures as a table`() {
        let text = chart([
            .init("<late>", x: 0.2, y: 0.9, xInterval: 0.1...0.3, yInterval: 0.8...0.95), .init("calls", x: 0.9, y: 0.1),
            .init("none", x: .nan, y: 1),
        ]).html.text
        #expect(text.contains("<i class=\"pin\">1</i> &lt;late&gt;") && text.contains("<i class=\"pin\">2</i> calls") && !text.contains("none"))
        #expect(text.contains("aria-label=\"T. first: &lt;late&gt;\""))
        #expect(text.contains("0.2 (0.1–0.3)") && text.contains("0.9 (0.8–0.95)") && text.contains("<td>first</td>"))
        // Better stands at the right, more important above.
        #expect(text.contains("cx=\"20%\"") && text.contains("cx=\"90%\""))
    }
}
