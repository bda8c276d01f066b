import App
import ArgumentParser
import Kernel

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
            let database = try Installation.existingDatabase(self.installation.configuration())
            let manifest = try await Backup(of: database).write(to: file, now: systemNow())
            say(manifest.description)
            try await database.close()
        }
    }
}
