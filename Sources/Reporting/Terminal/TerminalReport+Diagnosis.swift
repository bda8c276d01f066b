import Analytics
import Kernel
import Statistics

extension TerminalReport {
    var diagnosis: [String] {
        let text = DiagnosisText(diagnosis: report.diagnosis, labels: labels, groups: report.groupNames)
        let verdict = text.verdict.map { ["  " + ink.strong($0)] } ?? []
        let readings = text.readings.flatMap { wrapped($0.harmless).map { "  " + $0 } }
        let causes = report.diagnosis.causes.flatMap { cause in wrapped(text.sentence(cause).harmless).map { "  " + $0 } + voices(of: cause) }
        return section("Diagnosis", [.diagnosis], verdict + readings + causes)
    }

    private func voices(of cause: Diagnosis.Cause) -> [String] {
        (report.verbatims[cause.kind] ?? []).flatMap { words in
            wrapped("“\(words.text)” – \(words.origin(labels))".harmless).map { ink.quiet("    " + $0) }
        }
    }

    func drivers(_ drivers: Drivers) -> [String] {
        var table = TextTable(columns: [
            .left("rated on the way"), .right("n"), .left("importance (95 %)"), .right("bad"), .left("sort"), .right("at stake"),
        ])
        table.rows = drivers.drivers.prefix(report.options.rows).map { driver in
            [
                labels.kind(driver.kind).harmless, grouped(driver.n), driver.importanceText, driver.low.share.map { percent($0) + " %" } ?? "–",
                driver.sortText, driver.stakeText,
            ]
        }
        return section("What drives it: \(drivers.question.outcome.figureName)", [.drivers], summary(drivers) + table.lines(ink))
    }

    private func summary(_ drivers: Drivers) -> [String] {
        [ink.quiet("  \(grouped(drivers.n)) answers" + (drivers.explained.map { "; together they explain \(percent($0)) % of them" } ?? ""))]
    }
}
