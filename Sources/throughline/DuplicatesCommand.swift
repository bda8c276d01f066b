import App
import ArgumentParser
import Channels
import Foundation
import Kernel
import People
import Storage

struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "People who may be one, with reasons. Nobody is joined by it.",
        discussion: "Of the installation, where the suggestions then wait for somebody's word; or of a file, which leaves nothing behind.")

    @Argument(help: "A file of people to look through, instead of the installation.")
    var file: String?

    @OptionGroup var installation: InstallationOptions

    @Option(help: "The column that says who is truly who: it is left out of the search, and what is found is measured by it.")
    var truth: String?

    @Option(name: .customLong("least-probability"), help: "Probability from which two of a file are taken for one, 0 to 1.")
    var leastProbability = GroupingLimits().leastProbability

    @Option(help: "How many suggestions to print.")
    var limit = 20

    func run() async throws {
        try await failing {
            try Failure.require(leastProbability > 0 && leastProbability < 1, "--least-probability", "must lie between 0 and 1")
            try Failure.require(limit >= 0, "--limit", "must not be negative")
            if let file { return try FileOfPeople(path: file, truth: truth).search(leastProbability: leastProbability, limit: limit) }
            try Failure.require(truth == nil, "--truth", "needs a file")
            try await searchInstallation()
        }
    }

    private func searchInstallation() async throws {
        let configuration = try self.installation.configuration()
        try Installation.require(configuration)
        let installation = try await Installation.open(configuration)
        let result = try await DuplicateStore().refresh(installation.database)
        let limit = limit
        let (waiting, profiles) = try await installation.database.read { session in
            let waiting = try DuplicateStore().open(limit: limit, session)
            return (waiting, try ProfileStore().profiles(of: waiting.flatMap(\.people), session))
        }
        say("\(result.people) people compared: \(result.suggestions) suggestions wait, \(result.joined) were joined by rule.")
        for suggestion in waiting {
            let names = suggestion.people.map { profiles[$0]?.name ?? profiles[$0]?.identifiers.first?.value ?? "\($0)" }
            printSuggestion(suggestion.probability, names.joined(separator: " · "), suggestion.reasons)
        }
        try await installation.close()
    }
}

private func printSuggestion(_ probability: Double, _ names: String, _ reasons: [DuplicateReason]) {
    // Never 100 %: nobody has looked yet.
    say("\(String(format: "%5.1f %%", min(probability * 100, 99.9)))  \(names)\n         \(reasons.sentence)")
}

/// A table with a person, or what may be the same person once more, in every row.
private struct FileOfPeople {
    let path: String
    let table: FileTable
    let attributes: [(column: Int, attribute: Attribute)]
    let truth: [String]?

    init(path: String, truth column: String?) throws {
        self.path = path
        let table = try FileTable(path: path)
        self.table = table
        let names = table.columns
        if let column, !names.contains(column) {
            throw Failure.invalid("--truth", "names no column of \(path): there are \(names.joined(separator: ", ")).")
        }
        let others = names.indices.filter { names[$0] != column }
        let guessed = Attribute.guess(columns: others.map { (name: names[$0], values: table.values(of: $0)) })
        try Failure.require(!guessed.isEmpty, path, "has no column that tells people apart: name one surname, email, birthday, city …")
        attributes = guessed.map { (column: others[$0.column], attribute: $0.attribute) }
        let place = column.flatMap { names.firstIndex(of: $0) }
        truth = if let place { try Self.truth(table, place, path) } else { nil }
    }

    private static func truth(_ table: FileTable, _ column: Int, _ path: String) throws -> [String] {
        try table.rows.enumerated().map { row, values in
            guard column < values.count, let value = values[column] else {
                throw Failure.invalid("\(path), record \(row + 1)", "does not say who it truly is.")
            }
            return value
        }
    }

    func search(leastProbability: Double, limit: Int) throws {
        let start = systemNow()
        var search = DuplicateSearch()
        search.limits.leastProbability = leastProbability
        let findings = search.run(roster())
        let seconds = Double(systemNow().duration(since: start).microseconds) / 1e6
        if table.badRows > 0 { complain("\(table.badRows) records could not be read, the first in line \(table.firstBadRow?.line ?? 0).") }
        let compared = attributes.map { "\($0.attribute.name) (\($0.attribute.sort.rawValue))" }.joined(separator: ", ")
        say("\(table.rows.count) records; compared by \(compared)")
        say("\(findings.candidates) pairs looked at, \(findings.groups.count) groups of two and more; \(String(format: "%.1f", seconds)) s")
        if let truth { measure(findings, truth) }
        for suggestion in findings.suggestions.prefix(limit) {
            printSuggestion(suggestion.probability, "\(row(suggestion.one)) · \(row(suggestion.other))", suggestion.reasons)
        }
    }

    private func roster() -> Roster {
        var builder = RosterBuilder(attributes.map(\.attribute))
        for row in table.rows { builder.add(attributes.map { $0.column < row.count ? row[$0.column] : nil }) }
        return builder.roster()
    }

    private func measure(_ findings: DuplicateFindings, _ truth: [String]) {
        let quality = LinkQuality(groups: findings.groups, truth: truth)
        let figures = [("F1", quality.f1), ("precision", quality.precision), ("recall", quality.recall)].map { name, value in
            "\(name) \(value.map { String(format: "%.4f", $0) } ?? "–")"
        }
        say("\(figures.joined(separator: "   "))   n = \(truth.count)")
        say("pairs: \(quality.right) right of \(quality.found) found; \(quality.wanted) are true")
    }

    private func row(_ place: Int) -> String {
        let values = attributes.prefix(4).compactMap { $0.column < table.rows[place].count ? table.rows[place][$0.column] : nil }
        return "record \(place + 1) (\(values.joined(separator: ", ")))"
    }
}
