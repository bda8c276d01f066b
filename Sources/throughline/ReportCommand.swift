import Analytics
import App
import ArgumentParser
import Kernel
import Timeline

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What the line says: people, paths, times, scores.")

    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        try await failing {
            let installation = try await Installation.open(self.installation.configuration())
            let log = try await installation.line.journeyLog()
            let graph = log.directlyFollows(.everything)
            let overview = log.overview()
            print("\(overview.people) people, \(overview.touches) touchpoints, \(graph.edges.count) edges")
            try await installation.close()
        }
    }
}
