import App
import ArgumentParser
import Kernel

struct ConversationsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes all conversations out: JSON Lines, which the import takes back, or CSV for spreadsheets.",
        discussion: """
            Into DIRECTORY go conversations.jsonl, or conversations.csv and messages.csv; what is there of these names is replaced once the new one is
            whole. JSON Lines also go to standard output, which is -. A server may be at work meanwhile.
            """)

    @Argument(help: "The folder to write into, made if it is not there; - is standard output.")
    var directory: String

    @Option(help: "jsonl or csv.")
    var format = "jsonl"

    @Option(help: "Only conversations in which something happened on this day or later: 2026-01-31.")
    var since: String?

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let form = try ConversationsForm(named: format)
            let day = try since.map { text in
                guard let day = Day(text) else { throw Failure.invalid("--since", "must be a day, such as 2026-01-31.") }
                return day
            }
            let (to, configuration) = (directory, try self.installation.configuration())
            let installation = try await Installation.existing(configuration)
            let done = try await interruptible { () async throws -> (files: [String], count: Int)? in
                do {
                    return try await installation.exportConversations(to: to, as: form, since: day?.start) {
                        progressLine("\($0) of \($1) conversations")
                    }
                } catch is CancellationError { return nil }
            }
            progressEnd()
            try await installation.close()
            guard let done else { throw ExitCode(130) }
            if to != "-" { say("\(done.count) conversations written to \(done.files.joined(separator: " and ")).") }
        }
    }
}
