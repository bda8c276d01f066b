import App
import ArgumentParser
import Kernel
import Timeline

struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Gives out or erases what is kept of one person.",
        discussion: "WHO is the id in the address of their page, an email address, a phone or customer number, or whatever else names them.",
        subcommands: [PersonExportCommand.self, PersonEraseCommand.self])
}

struct PersonExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "Writes everything that is kept of a person as one JSON file.")

    @Argument(help: "Whom it is about.")
    var who: String

    @Option(name: .customLong("to"), help: "The file to write; there must be none of this name. Left out, it is printed.")
    var path = "-"

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let installation = try await Installation.existing(self.installation.configuration())
            try await installation.exportPerson(who, to: path)
            try await installation.close()
        }
    }
}

struct PersonEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erases a person, for ever.",
        discussion: """
            What they were and said goes; that something happened stays, and is nobody's. Events that name them are refused from then on.
            A server that is running takes note by itself. Backups made before still hold them.
            """)

    @Argument(help: "Whom it is about.")
    var who: String

    @Option(help: "The same once more, since there is no way back.")
    var confirm: String

    @Flag(help: "Companies that nobody else acts for lose their name and facts too.")
    var companies = false

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            try Failure.require(confirm == who, "--confirm", "must be what stands for WHO, letter by letter")
            let installation = try await Installation.existing(self.installation.configuration())
            let erasure = try await installation.erasePerson(who, companies: companies)
            say("Erased: \(erasure.identifiers) identifiers and all that was known; \(erasure.touchpoints) touchpoints are nobody's now.")
            say("\(erasure.rejectedEvents) rejected events and \(erasure.companies) companies went with it.")
            try await installation.close()
        }
    }
}

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "Lets go of touchpoints that have outlived the time that the settings give them.")

    @Flag(name: .customLong("dry-run"), help: "Only says how many would go.")
    var isDryRun = false

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let installation = try await Installation.existing(self.installation.configuration())
            let done = try await installation.retain(isDryRun: isDryRun, now: systemNow())
            for (scope, count) in done { say("\(scope): \(count) touchpoints \(isDryRun ? "would go" : "went")") }
            if done.isEmpty { say("There are no rules: everything is kept. They are set under Settings, Privacy.") }
            try await installation.close()
        }
    }
}
