import App
import ArgumentParser
import Kernel

struct PasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Prints a link by which somebody of staff chooses a new password, once.",
        discussion: "For when the only owner has forgotten theirs; everybody else is helped under Settings › People. The old one holds until then.")

    @Argument(help: "Email address with which they sign in.")
    var email: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let configuration = try self.installation.configuration()
            try Installation.require(configuration)
            let installation = try await Installation.open(configuration)
            say(try await Server(installation, configuration).passwordLink(for: email))
            try await installation.close()
        }
    }
}
