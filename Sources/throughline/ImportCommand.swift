import App
import ArgumentParser
import Channels
import Foundation
import Kernel

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings a file onto the line: CSV, TSV, JSON Lines, XES, plain or gzipped.")

    @Argument(help: "The file; - is standard input.")
    var file: String

    @OptionGroup var installation: InstallationOptions

    @Option(help: "What the columns mean: customer=user_id,kind=event,at=timestamp,…")
    var map: String?

    @Option(help: "Key of the source; the same touchpoint twice from one source is one. Default: the name of the file.")
    var source: String?

    func run() async throws {
        try await failing {
            var options = ImportOptions()
            if let map { options.mapping = try Mapping(map) }
            let importing = FileImport(path: file, options: options)
            let plan = try importing.plan()
            let installation = try await Installation.open(self.installation.configuration())
            let run = try await ImportRun.prepare(importing, plan: plan, into: installation.line, source: source)
            let result = try await run.run(rejecting: { _ in }, progress: { _, _ in })
            print("\(result.accepted) touchpoints taken, \(result.duplicates) were there already, \(result.rejected) rejected.")
            try await installation.close()
        }
    }
}
