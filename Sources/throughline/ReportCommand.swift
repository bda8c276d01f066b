import Analytics
import App
import ArgumentParser
import Channels
import Foundation
import Kernel
import Reporting
import Timeline
import Web

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What the line says: people, stages, paths, times, retention, scores.",
        discussion: "On the installation's line, or straight on a file, which leaves nothing behind.")

    @Argument(help: "A file to report on, instead of the installation.")
    var file: String?

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "First day that counts: 2026-01-01.")
    var from: String?

    @Option(help: "First day that counts no more.")
    var until: String?

    @Option(help: "Kinds of a funnel, in order: visit,cart,order.")
    var funnel: String?

    @Option(help: "Days within which a funnel must be passed, from its first step.")
    var window: Int?

    @Option(help: "What becomes of people or not, for moments of truth: order_placed.")
    var outcome: String?

    @Option(help: "Stages of kinds that have none: signup=decision,refund=after_purchase.")
    var stage: String?

    @Option(help: "Write one self-contained HTML page here.")
    var html: String?

    @Flag(help: "Print JSON instead of text.")
    var json = false

    func run() async throws {
        try await failing {
            var options = ReportOptions(title: file.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "Throughline", filter: try filter())
            options.funnel = funnelQuestion()
            options.outcome = outcome
            let report = try await report(options)
            if let html { try write(report.page.text, to: html) }
            if json { say(report.json) } else if html == nil || isatty(1) == 1 { say(report.terminal(coloured: isatty(1) == 1)) }
        }
    }

    private func report(_ options: ReportOptions) async throws -> Report {
        guard let file else {
            try Failure.require(stage == nil, "--stage", "is for a file; in an installation, stages are set under Settings › Catalogue.")
            let configuration = try self.installation.configuration()
            try Installation.require(configuration)
            let installation = try await Installation.open(configuration)
            let report = try await installation.report(options)
            try await installation.close()
            return report
        }
        return try await withPassingInstallation { installation in
            let importing = FileImport(path: file, options: try reading.options())
            let plan = try importing.plan()
            let run = try await ImportRun.prepare(importing, plan: plan, into: installation.line, source: nil, keepsRejected: false)
            let result = try await run.run { progressLine($0.line(at: systemNow())) }
            progressEnd()
            // Nobody else's catalogue is changed by it.
            if let survey = importing.options.survey { try await installation.place(survey.kinds) }
            if let stage { try await installation.place(stage) }
            var report = try await installation.report(options)
            report.caveats.file = read(file, plan, result)
            return report
        }
    }

    private func read(_ file: String, _ plan: ImportPlan, _ result: ImportRun.Result) -> Caveats.FileRead {
        Caveats.FileRead(
            path: file, rows: result.records, rejected: result.rejected,
            examples: result.examples.map { .init(line: $0.line, reason: $0.reason) }, doubtfulDate: plan.doubtfulDate,
            scales: plan.guessedScales, offers: plan.offers)
    }

    private func filter() throws -> Filter {
        let (first, end) = (try day("from", from), try day("until", until))
        if let first, let end {
            try Failure.require(first < end, "--until", "must be a day behind \(first), which --from names: it is the first day left out.")
        }
        return Filter(from: first?.start, until: end?.start)
    }

    private func day(_ name: String, _ text: String?) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else { throw Failure.invalid("--\(name)", "must be a day such as 2026-01-31, not “\(text)”.") }
        return day
    }

    private func funnelQuestion() -> FunnelQuestion? {
        guard let funnel else { return nil }
        let steps = funnel.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return FunnelQuestion(steps.map { FunnelQuestion.Step($0) }, window: window.map { .days(Int64($0)) })
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure.invalid(path, "cannot be written: \(systemWords(error)). Name another file with --html.")
        }
    }
}
