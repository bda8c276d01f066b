import App
import ArgumentParser

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Brings a backup into an empty installation: all of it, or nothing.",
        discussion: "Counts and checksums of what was written are compared with those of the backup before anything counts, and printed.")

    @Argument(help: "A file that throughline backup has written.")
    var file: String

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let manifest = try await Restore.bring(file, into: installation.configuration())
            say(manifest.description)
            say("Restored, and every table has the rows and the checksum of the backup.")
            guard manifest.paused > 0 else { return }
            say("\(manifest.paused) of its webhooks are paused, since the original may go on: Settings › Webhooks resumes them.")
        }
    }
}
