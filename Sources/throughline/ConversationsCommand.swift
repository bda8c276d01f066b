import App
import ArgumentParser
import Channels
import Desk
import Kernel
import Timeline

struct ConversationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversations", abstract: "Brings conversations in from another help desk or from mail, and writes them out.",
        subcommands: [ConversationsImportCommand.self, ConversationsExportCommand.self])
}

struct ConversationsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings in conversations from a file: Zendesk, Chatwoot, Zammad, mbox or Throughline, plain or gzipped.",
        discussion: """
            What the file is, is told by what stands in it. Each conversation comes with its messages, answers and notes, at their times;
            customers are known by their addresses, staff by theirs, and staff without an account here stay as their names. What is brought in
            is history: it starts no clock, sends nothing and tells no webhook. Importing the same file twice changes nothing; a longer one adds
            what is new. What cannot be taken goes to FILE.rejected.csv. An import that was interrupted goes on where it was when it is started
            again.
            """)

    @Argument(help: "The file.")
    var file: String

    @Option(help: "throughline, zendesk, chatwoot, zammad or mbox; told by what stands in the file otherwise.")
    var format: String?

    @Option(help: "Key of the source; the same conversation twice from one source is one (default: the format).")
    var source: String?

    @Option(
        help: "Of an mbox: an address, or a domain such as @shop.example, whose mail are answers; may be said again. Mailboxes and staff are known.")
    var own: [String] = []

    @Option(help: "Another file that tells who is who: users of Zendesk or Zammad as JSON.")
    var users: String?

    @Flag(name: .customLong("dry-run"), help: "Show how the file would be read, and write nothing.")
    var dryRun = false

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            try Failure.require(source?.isEmpty != true, "--source", "must not be empty: name one, or leave it out.")
            var options = ArchiveOptions()
            options.format = try format.map(ArchiveFormat.init(named:))
            (options.own, options.users) = (own, users)
            // First the file: what is none of conversations makes no installation.
            let looked = try options.format ?? ArchiveFormat.guessed(path: file)
            options.format = looked
            let installation = try await Installation.open(self.installation.configuration())
            let line = installation.line
            if dryRun {
                let own = try await ArchiveImportStore.ownAddresses(line)
                say(try ArchiveImportStore.look(file, options, rules: line.rules, own: own, at: systemNow()).explanation)
                return try await installation.close()
            }
            let run = try await ArchiveImportStore.prepare(file, options, into: line, source: source, at: systemNow())
            let result = try await interruptible {
                try await run.run(at: systemNow(), reporting: { progress, _ in progressLine(progress.line(at: systemNow(), of: "conversations")) })
            }
            if !result.isInterrupted {
                try await MessageIndexStore(database: line.database).catchUp(isAlone: true) { progressLine("\($0) messages made findable") }
            }
            progressEnd()
            say(Self.summary(result) + " Source: \(run.source.name).")
            try await installation.close()
            if result.isInterrupted { throw ExitCode(130) }
        }
    }

    static func summary(_ result: ArchiveImportStore.Result) -> String {
        let counts = result.counts
        var parts = ["\(counts.accepted) \(counts.accepted == 1 ? "conversation" : "conversations") taken"]
        if result.said > 0 { parts.append("\(result.said) \(result.said == 1 ? "message" : "messages") in this run") }
        if counts.duplicates > 0 { parts.append("\(counts.duplicates) were there already") }
        if counts.rejected > 0 { parts.append("\(counts.rejected) rejected\(result.rejectedPath.map { ", see \($0)" } ?? "")") }
        if result.isInterrupted { parts.append("interrupted: start the same command again to go on") }
        return parts.joined(separator: "; ") + "."
    }
}
