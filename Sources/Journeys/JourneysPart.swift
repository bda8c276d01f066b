package import Analytics
package import Timeline
package import Web

/// The line as it stands now, ready to be asked.
package typealias LineAnalytics = @Sendable () async throws -> any JourneyAnalytics

/// The doorway: the journey as it is measured, and what is wrong with it.
package struct JourneysPart: Sendable {
    private let store: JourneyStore

    package init(line: Line, analytics: @escaping LineAnalytics) { store = JourneyStore(line: line, analytics: analytics) }

    package var routes: [any Routable] { [JourneyRoutes(store: store)] }
}
