import App
import ArgumentParser
import Kernel

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Makes a source of this name and prints its write key, once.",
        discussion: "What the settings do under “Sources and keys”, for scripts that set an installation up.")

    @Argument(help: "Name of the source: Shop.")
    var name: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            try Failure.require(!name.isEmpty && name.unicodeScalars.count <= 100, "NAME", "must have 1 to 100 characters")
            let configuration = try self.installation.configuration()
            let installation = try await Installation.open(configuration)
            say(try await Server(installation, configuration).writeKey(forNewSource: name))
            try await installation.close()
        }
    }
}
