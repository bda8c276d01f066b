import App
import ArgumentParser
import Channels
import Dispatch
import Foundation
import Kernel
import Timeline

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings a file onto the line: CSV, TSV, JSON Lines, XES, plain or gzipped.",
        discussion: """
            What the columns mean is guessed, and shown with --dry-run. Importing the same file twice changes nothing. Bad rows go to
            FILE.rejected.csv. An import that was interrupted goes on where it was when it is started again.
            """)

    @Argument(help: "The file; - is standard input.")
    var file: String

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var reading: ReadingOptions

    @Option(help: "Key of the source; the same touchpoint twice from one source is one (default: the name of the file).")
    var source: String?

    @Flag(name: .customLong("dry-run"), help: "Show how the file would be read, and write nothing.")
    var dryRun = false

    func run() async throws {
        try await failing {
            try Failure.require(source?.isEmpty != true, "--source", "must not be empty: name one, or leave it out for the name of the file.")
            let importing = FileImport(path: file, options: try reading.options())
            let plan = try importing.plan()
            guard !dryRun else { return say(plan.explanation + "\n\n" + Self.sourceLine(source ?? importing.options.survey?.source, file)) }
            let configuration = try self.installation.configuration()
            if configuration.isNew { complain("There was no installation in \(configuration.directory): one has been begun there.") }
            let installation = try await Installation.open(configuration)
            let run = try await ImportRun.prepare(importing, plan: plan, into: installation.line, source: source)
            let result = try await installation.bringing(
                about: importing.expectedTouchpoints, indexing: { progressLine("Indexing: \($0) of \($1)") },
                { try await interruptible { try await run.run { progressLine($0.line(at: systemNow())) } } })
            progressEnd()
            say(Self.summary(result) + " Source: \(run.source.name). Database: \(configuration.place).")
            try await installation.close()
            // As a shell says of what Ctrl-C ended: a script must not take it for done.
            if result.isInterrupted { throw ExitCode(130) }
            // A script must not take a file for read that has changed its form.
            if result.rejected * 2 > result.records { throw ExitCode(65) }
        }
    }

    /// What keeps a longer export from adding twice what is there.
    static func sourceLine(_ name: String?, _ file: String) -> String {
        "Source: \(name ?? ImportRun.name(of: file))\(name == nil ? ", the name of the file; another one with --source" : "")."
    }

    static func summary(_ result: ImportRun.Result) -> String {
        var parts = ["\(result.accepted) \(result.accepted == 1 ? "touchpoint" : "touchpoints") taken"]
        if result.duplicates > 0 { parts.append("\(result.duplicates) were there already") }
        if result.rejected > 0 {
            let place = result.rejectedPath.map { ", see \($0)" } ?? ""
            parts.append("\(result.rejected) \(result.rejected == 1 ? "row" : "rows") rejected\(place)")
        }
        let nameless = result.nameless
        if nameless.count == 1 { parts.append("“\(nameless.value)” in “\(nameless.column)” names nobody and was left out of its row") }
        if nameless.count > 1 {
            parts.append("\(nameless.count) values such as “\(nameless.value)” in “\(nameless.column)” name nobody and were left out of their rows")
        }
        if result.isInterrupted { parts.append("interrupted: start the same command again to go on") }
        return parts.joined(separator: "; ") + "."
    }
}

/// Cancels the work when somebody presses Ctrl-C; what is on disk by then stays, and the work says so itself.
func interruptible<Answer: Sendable>(_ work: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
    let task = Task { try await work() }
    signal(SIGINT, SIG_IGN)
    let interrupt = DispatchSource.makeSignalSource(signal: SIGINT)
    interrupt.setEventHandler { task.cancel() }
    interrupt.resume()
    defer { interrupt.cancel() }
    return try await task.value
}
