import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    var diagnosis: HTML {
        let text = DiagnosisText(diagnosis: report.diagnosis, labels: labels, groups: report.groupNames)
        let readings = text.readings.map { "<li>\($0)</li>" as HTML }
        let causes = report.diagnosis.causes.map { "<li>\(text.sentence($0))\(voices(of: $0))</li>" as HTML }
        let sentences = readings + causes
        guard text.verdict != nil || !sentences.isEmpty else { return .nothing }
        return section("Diagnosis", [.diagnosis], "\(text.verdict.map { "<p><strong>\($0)</strong></p>" as HTML })<ul>\(sentences)</ul>")
    }

    private func voices(of cause: Diagnosis.Cause) -> [HTML] {
        (report.verbatims[cause.kind] ?? []).map { words in
            """
            <blockquote\(attribute: "lang", words.language)>\(words.text)</blockquote><p class="said">\(words.origin(labels))</p>
            """
        }
    }

    func drivers(_ drivers: Drivers) -> HTML {
        var table = FigureTable(
            caption: "Drivers: \(drivers.question.outcome.figureName)",
            columns: [
                ("Rated on the way", false), ("n", true), ("Importance", false), ("Bad ratings", true), ("Sort", false), ("Points at stake", true),
            ])
        table.rows = drivers.drivers.map { driver in
            [
                cell(labels.kind(driver.kind)), cell(grouped(driver.n)),
                "\(shareBar(driver.importance ?? 0, driver.interval)) <small>\(driver.importanceText)</small>",
                cell(driver.low.share.map { percent($0) + " %" } ?? "–"), cell(driver.sortText), cell(driver.stakeText),
            ]
        }
        let explained = drivers.explained.map { "; together the ratings explain \(percent($0)) % of them" } ?? ""
        let lead: HTML = "<p>\(grouped(drivers.n)) answers\(explained).</p>"
        return section("What drives it: \(drivers.question.outcome.figureName)", [.drivers], lead + table.html)
    }
}
