import App
import ArgumentParser

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes every row into one packed file, while work goes on.",
        discussion: """
            The file is the same from the embedded database and from PostgreSQL, and is restored into either. It holds everything,
            hashed passwords too: keep it as safe as the installation.
            """)

    @Argument(help: "The file to write; there must be none of this name.")
    var file: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            say(try await Backup.take(of: installation.configuration(), to: file).description)
        }
    }
}
