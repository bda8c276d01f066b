import App
import ArgumentParser
import Kernel

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes everything out as JSON Lines: customers, touchpoints and conversations.",
        discussion: """
            Into DIRECTORY go customers.jsonl and touchpoints.jsonl, which `throughline import` takes, and conversations.jsonl, which
            `throughline conversations import` takes, into another installation. What is there of these names is replaced once the new one is whole.
            What was erased is in none of them. A server may be at work meanwhile. To keep an installation safe, make a backup instead.
            """)

    @Argument(help: "The folder to write into, made if it is not there.")
    var directory: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let to = directory
            let installation = try await Installation.existing(self.installation.configuration())
            let files = try await interruptible {
                do {
                    return try await installation.exportEverything(to: to) { progressLine("\($0): \($1) of \($2)") }
                } catch is CancellationError { return [String]() }
            }
            progressEnd()
            try await installation.close()
            if files.isEmpty { throw ExitCode(130) }
            say("Written: \(files.joined(separator: ", ")).")
        }
    }
}
