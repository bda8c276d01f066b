import Channels
import Foundation
import People
import Testing

private let directory = ProcessInfo.processInfo.environment["THROUGHLINE_DATA"] ?? "../shared/data"
private let small = "identity/fake_1000.csv"
private let large = "identity/historical_50k.csv.gz"

/// What a search comes to, among the first records of a file; `cluster` is for measuring only.
private func quality(_ file: String, first count: Int) throws -> LinkQuality {
    let table = try FileTable(path: "\(directory)/\(file)")
    let truth = try #require(table.columns.firstIndex(of: "cluster"))
    let rows = table.rows.prefix(count)
    let others = table.columns.indices.filter { $0 != truth }
    let guessed = Attribute.guess(columns: others.map { column in (table.columns[column], rows.compactMap { $0[column] }) })
    var builder = RosterBuilder(guessed.map(\.attribute))
    for row in rows { builder.add(guessed.map { row[others[$0.column]] }) }
    return LinkQuality(groups: DuplicateSearch().run(builder.roster()).groups, truth: rows.map { $0[truth] ?? "" })
}

/// Parts of them: all 50,000 records take a release build, and `throughline duplicates FILE --truth cluster` to print the figures.
@Suite struct `Real records of people` {
    @Test(.enabled(if: isThere(small), skipped(small))) func `are found to be one, F1 .92 and more`() throws {
        #expect(try #require(quality(small, first: 500).f1) >= 0.92)
    }

    @Test(.enabled(if: isThere(large), skipped(large))) func `are found to be one, F1 .85 and more, with many mistakes in them`() throws {
        #expect(try #require(quality(large, first: 500).f1) >= 0.85)
    }
}
