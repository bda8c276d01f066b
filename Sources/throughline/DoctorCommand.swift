import App
import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks the installation over: configuration, durability, disk, integrity, what waits.",
        discussion: "Changes nothing, shows no secrets, and ends with 1 when somebody has to do something.")

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var serving: ServingOptions

    func run() async throws {
        try await failing {
            let findings = try await Doctor(self.installation.configuration(serving.arguments)).examine()
            for finding in findings { say(finding.line) }
            if findings.contains(where: \.isTrouble) { throw ExitCode(1) }
        }
    }
}
