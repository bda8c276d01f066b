import Analytics
import Columnar
package import Reporting
import Storage
import Timeline

extension Installation {
    /// All that the line says, with what the catalogue and the customers' attributes tell besides.
    package func report(_ options: ReportOptions) async throws -> Report {
        var options = options
        options.groups = try await database.read { try PeopleGroupStore().groups($0) }
        options.diagnosis.besides = line.catalogue.kindsThatExplainNothing
        for kind in line.catalogue.kinds where !kind.department.isEmpty { options.labels.owners[kind.key] = kind.department }
        return try await Report(log: engine.line(), options: options)
    }
}
