import Analytics
import Columnar
import Kernel
package import Reporting
import Storage
import Timeline

extension Installation {
    /// All that the line says, with what the catalogue and the customers' attributes tell besides.
    package func report(_ options: ReportOptions) async throws -> Report {
        var options = options
        let missing = (options.funnel?.steps ?? []).flatMap(\.kinds).filter { line.catalogue.number(ofKind: $0) == nil }.sorted()
        try Failure.require(missing.isEmpty, "--funnel", "No touchpoint is called \(missing.joined(separator: ", ")).")
        options.groups = try await database.read { try PeopleGroupStore().groups($0) }
        options.diagnosis.besides = line.catalogue.kindsThatExplainNothing
        for kind in line.catalogue.kinds where !kind.department.isEmpty { options.labels.owners[kind.key] = kind.department }
        let log = try await engine.line()
        var report = try await Report(log: log, options: options)
        let diagnosis = report.diagnosis
        let hits = try await log.hits(of: diagnosis.causes, window: diagnosis.window, diagnosis.concerned(options.groups, options.filter))
        report.verbatims = try await VerbatimStore(line: line).words(of: hits, language: "en")
        return report
    }
}
