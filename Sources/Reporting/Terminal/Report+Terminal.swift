import Analytics
import Kernel
import Statistics

extension Report {
    /// The report for a terminal: at most 100 columns, readable without colour.
    package func terminal(coloured: Bool = false) -> String {
        let writer = TerminalReport(report: self, ink: Ink(isColoured: coloured))
        return writer.lines.joined(separator: "\n") + "\n"
    }
}

/// The report, line by line.
struct TerminalReport {
    let report: Report
    let ink: Ink

    var labels: Labels { report.labels }

    var lines: [String] {
        let title = ink.heading(report.options.title.harmless.cut(to: 70)) + "  " + ink.quiet(report.span)
        guard !report.isEmpty else { return [title, ""] + caveats + ["  \(report.nothing.headline). \(report.nothing.advice)"] }
        let first = [title, ""] + caveats + tiles + diagnosis + moments + episodes + report.drivers.flatMap(drivers)
        return first + stages + shares + follows + ways + funnel + retention + report.scores.flatMap(score) + notes
    }

    /// What to know before the first figure.
    private var caveats: [String] {
        let sentences = report.caveats.sentences(labels).flatMap { wrapped($0.harmless).map { "  " + ink.warning($0) } + [""] }
        return sentences.isEmpty ? [] : [ink.heading("Please note")] + sentences
    }

    private var tiles: [String] {
        var table = TextTable(columns: [.left(""), .right(""), .left("")])
        table.rows = report.tiles.map { [$0.label, $0.value, $0.detail.harmless.cut(to: 58)] }
        return table.lines(ink)
    }

    func section(_ title: String, _ definitions: [Definition], _ lines: [String]) -> [String] {
        guard !lines.isEmpty else { return [] }
        return ["", ink.heading(title)] + lines + definitions.flatMap(told)
    }

    private func told(_ definition: Definition) -> [String] { wrapped(definition.text).map { ink.quiet("  " + $0) } }

    /// A paragraph, broken where the width between the margins ends.
    func wrapped(_ text: String) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ").flatMap({ $0.pieces(of: 90) }) {
            if lines[lines.count - 1].columns + String(word).columns + 1 > 94 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines
    }

    private var notes: [String] {
        [""] + [Definition.interval, .enough].flatMap(told)
    }
}
