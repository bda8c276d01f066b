import App
import ArgumentParser
import Foundation
import Kernel

@main
struct Throughline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "throughline",
        abstract: "One line per customer: every touchpoint on every channel, appended exactly once.",
        subcommands: [
            ServeCommand.self, DemoCommand.self, ImportCommand.self, ReportCommand.self, DuplicatesCommand.self,
            BackupCommand.self, RestoreCommand.self, DoctorCommand.self, KeyCommand.self, PasswordCommand.self, MailCommand.self,
            PersonCommand.self, RetentionCommand.self, QuestionsCommand.self,
        ])
}

/// Which installation a command works on.
struct InstallationOptions: ParsableArguments {
    @Option(help: "Directory of the embedded database (default: data).")
    var directory: String?

    @Option(help: "Address of a PostgreSQL database, postgresql://…, instead of the embedded one.")
    var database: String?

    @Option(name: .customLong("config"), help: "File with lines of name = value.")
    var file: String?

    func configuration(_ more: [String: String] = [:]) throws -> Configuration {
        var arguments = more
        arguments["directory"] = directory
        arguments["database"] = database
        let values = try file.map { try Configuration.parse(file: text(of: $0)) } ?? [:]
        return try Configuration(arguments: arguments, environment: ProcessInfo.processInfo.environment, file: values)
    }
}

extension InstallationOptions {
    private func text(of path: String) throws -> String {
        do { return try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw Failure.invalid("--config", "\(path) cannot be read: \(systemWords(error)).")
        }
    }
}

/// Ends the program with one sentence on the error channel.
func failing<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
    do {
        return try await work()
    } catch let failure as Failure {
        throw Stop(description: failure.description)
    } catch let outage as Outage {
        throw Stop(description: outage.description)
    }
}

struct Stop: Error, CustomStringConvertible { let description: String }
