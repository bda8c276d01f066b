import App
import ArgumentParser
import Foundation
import Kernel
import Storage

struct QuestionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions", abstract: "Asks the line the ten questions of the benchmark, and tells how long each takes.",
        shouldDisplay: false)

    @OptionGroup var installation: InstallationOptions

    @Option(help: "A file of customers, a user id on each line, whose lines are read one by one.")
    var asked: String?

    @Option(help: "A folder of columns from Benchmarks/engine/make_log.py: asks the engine alone, without an installation.")
    var columns: String?

    @Option(help: "A file for the answers, as Benchmarks/engine/compare.py reads them.")
    var json: String?

    func run() async throws {
        try await failing {
            if let columns { return try await ask(columns) }
            let configuration = try self.installation.configuration()
            let installation = try await Installation.existing(configuration)
            let questions: TenQuestions
            var told = Told()
            (questions, told.ready) = try await ready { try await installation.tenQuestions() }
            ask(questions, &told)
            if let asked { told.lines = questions.lines(of: try await people(asked, installation)) }
            if let lines = told.lines { say("Q9  \(told.milliseconds(0.5)) ms, at 99 % \(told.milliseconds(0.99)) ms, \(lines.touches) touchpoints") }
            if let json { try told.text.write(toFile: json, atomically: true, encoding: .utf8) }
            try await installation.close()
        }
    }

    private func ask(_ columns: String) async throws {
        let questions: TenQuestions
        var told = Told()
        (questions, told.ready) = try await ready { try await TenQuestions(columns: columns) }
        ask(questions, &told)
        if let json { try told.text.write(toFile: json, atomically: true, encoding: .utf8) }
    }

    private func ready(_ make: () async throws -> TenQuestions) async throws -> (TenQuestions, Double) {
        let begun = ContinuousClock.now
        let questions = try await make()
        let seconds = Told.seconds(ContinuousClock.now - begun)
        say("The columns were ready after \(seconds) seconds.")
        return (questions, seconds)
    }

    private func ask(_ questions: TenQuestions, _ told: inout Told) {
        questions.ask { name, answer in
            told.answers[name] = answer
            say("\(name)  \(answer.seconds) s, \(answer.rows.count) rows")
        }
    }

    private func people(_ path: String, _ installation: Installation) async throws -> [Int64] {
        let users = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
        return try await installation.database.read { session in
            try users.compactMap { user in
                try session.value(
                    """
                    SELECT person FROM identifier JOIN identifier_type ON identifier_type.id = identifier.type
                    WHERE key = 'user_id' AND value = \(user)
                    """)
            }
        }
    }
}

/// What was found, in the form in which peers tell it.
private struct Told {
    var ready = 0.0
    var answers: [String: TenQuestions.Answer] = [:]
    var lines: (seconds: [Double], touches: Int)?

    static func seconds(_ duration: Duration) -> Double { Double(duration.microseconds) / 1e6 }

    func milliseconds(_ share: Double) -> Double {
        guard let seconds = lines?.seconds, !seconds.isEmpty else { return 0 }
        return seconds[min(seconds.count - 1, Int(share * Double(seconds.count)))] * 1_000
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            var all = try answers.map { "\"\($0.key)\": " + String(decoding: try encoder.encode($0.value), as: UTF8.self) }
            if let lines {
                all.append("\"Q9\": {\"p50_ms\": \(milliseconds(0.5)), \"p99_ms\": \(milliseconds(0.99)), \"rows\": [[\(lines.touches)]]}")
            }
            all.append("\"ready\": {\"seconds\": \(ready)}")
            return "{\"throughline\": {\(all.sorted().joined(separator: ", "))}}\n"
        }
    }
}
