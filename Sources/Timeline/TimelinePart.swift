package import Storage
package import Web

extension SettingsChange {
    /// Tells whoever keeps the records of the installation, in the transaction of the change itself.
    package typealias Recording = @Sendable (SettingsChange, Transaction) throws -> Void
}

/// The doorway: how it goes, customers and their lines, their companies and segments, and what may happen to them.
package struct TimelinePart: Sendable {
    private let line: Line
    private let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    package var routes: [any Routable] {
        let segments = SegmentStore(line: line, recording: recording)
        return [
            PulseRoutes(store: PulseStore(line: line)), CustomerRoutes(customers: CustomerStore(line: line), segments: segments),
            IdentityRoutes(line: line),
            SearchRoutes(), CompanyRoutes(companies: CompanyReadingStore(line: line)), SegmentRoutes(segments: segments),
            CatalogueRoutes(catalogue: CatalogueSettingsStore(line: line, recording: recording)),
        ]
    }
}
