package import Timeline
package import Web

/// The doorway: the journey as it is measured, and what is wrong with it.
package struct JourneysPart: Sendable {
    private let store: JourneyStore

    package init(line: Line) { store = JourneyStore(line: line) }

    package var routes: [any Routable] { [JourneyRoutes(store: store)] }
}
