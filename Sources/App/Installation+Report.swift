import Analytics
import Columnar
import Foundation
import Kernel
package import Reporting
import Storage
package import Timeline

extension Installation {
    /// All that the line says, with what the catalogue and the customers' attributes tell besides.
    package func report(_ options: ReportOptions) async throws -> Report {
        var options = options
        let missing = (options.funnel?.steps ?? []).flatMap(\.kinds).filter { line.catalogue.number(ofKind: $0) == nil }.sorted()
        try Failure.require(missing.isEmpty, "--funnel", "No touchpoint is called \(missing.joined(separator: ", ")).")
        if let outcome = options.outcome, line.catalogue.number(ofKind: outcome) == nil {
            throw Failure.invalid("--outcome", "No touchpoint is called \(outcome).")
        }
        options.groups = try await database.read { try PeopleGroupStore().groups($0) }
        options.diagnosis.besides = line.catalogue.kindsThatExplainNothing
        options.ofTheWhole = Catalogue.kindsOfTheWhole
        for kind in line.catalogue.kinds {
            options.labels.kinds[kind.key] = kind.name
            if !kind.department.isEmpty { options.labels.owners[kind.key] = kind.department }
        }
        let log = try await engine.line()
        let ahead = try await ahead(log, options.filter, at: systemNow())
        // What lies ahead of the clock must not make the line seem to be known until then.
        if ahead != nil { options.now = systemNow() }
        var report = try await Report(log: log, options: options)
        report.caveats.ahead = ahead
        report.caveats.withoutStage = report.overview.kinds.filter { line.catalogue.kind(key: $0.name)?.stage == nil }
        let diagnosis = report.diagnosis
        let hits = try await log.hits(of: diagnosis.causes, window: diagnosis.window, diagnosis.concerned(options.groups, options.filter))
        report.verbatims = try await VerbatimStore(line: line).words(of: hits, language: "en")
        return report
    }

    /// What lies more than a day ahead; `nil` where nothing does.
    private func ahead(_ log: some JourneyAnalytics, _ filter: Filter, at now: Instant) async throws -> Caveats.Ahead? {
        var coming = filter
        coming.from = max(filter.from ?? .distantPast, now.day.adding(days: 2).start)
        let found = try await log.overview(coming)
        return found.last.map { Caveats.Ahead(touches: found.touches, last: $0, today: now.day) }
    }

    /// Gives kinds their stages on the journey.
    ///
    /// - Parameter text: `signup=decision,refund=after_purchase`.
    /// - Throws: `invalid` where there is no such kind or no such stage.
    package func place(_ text: String) async throws {
        let known = Stage.allCases.map(\.key).joined(separator: ", ")
        let kinds = try text.split(separator: ",").map { part -> Kind in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard sides.count == 2, let stage = Stage(key: sides[1]) else {
                throw Failure.invalid("--stage", "must be kind=stage, the stage one of \(known), not “\(part)”.")
            }
            guard var kind = line.catalogue.kind(key: sides[0]) else { throw Failure.invalid("--stage", "No touchpoint is called \(sides[0]).") }
            kind.stage = stage
            return kind
        }
        try await place(kinds)
    }

    /// Gives kinds that are there the stages that the map of a survey gives them.
    package func place(_ kinds: [Kind]) async throws {
        let placed = kinds.compactMap { kind -> Kind? in
            guard let stage = kind.stage, var known = line.catalogue.kind(key: kind.key) else { return nil }
            known.stage = stage
            return known
        }
        try await database.write { [store = line.catalogueStore] tx in for kind in placed { try store.update(kind, in: tx) } }
        try await line.reload()
    }
}
