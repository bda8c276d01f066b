package import Web

/// The doorway: customers and their lines.
package struct TimelinePart: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    package var routes: [any Routable] {
        [PulseRoutes(store: PulseStore(line: line)), CustomerRoutes(customers: CustomerStore(line: line)), IdentityRoutes(line: line), SearchRoutes()]
    }
}
