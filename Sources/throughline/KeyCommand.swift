import App
import ArgumentParser
import Kernel

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Makes a source of this name and prints its write key, once.",
        discussion: "What the settings do under “Sources and keys”, for scripts that set an installation up. Where there is none yet, one is begun.")

    @Argument(help: "Name of the source: Shop.")
    var name: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            try Failure.require(!name.isEmpty && name.unicodeScalars.count <= 100, "NAME", "must have 1 to 100 characters")
            let configuration = try self.installation.configuration()
            if configuration.isNew { complain("There was no installation in \(configuration.directory): one has been begun there.") }
            let installation = try await Installation.open(configuration)
            let server = Server(installation, configuration)
            if try await server.hasSource(called: name) {
                complain("A source is called \(name) already: this is the key of another one. The settings make further keys of the same.")
            }
            say(try await server.writeKey(forNewSource: name))
            try await installation.close()
        }
    }
}
