package import Storage
package import Web

extension SettingsChange {
    /// Tells whoever keeps the records of the installation, in the transaction of the change itself.
    package typealias Recording = @Sendable (SettingsChange, Transaction) throws -> Void
}

/// The doorway: how it goes, customers and their lines, their companies and segments, and what may happen to them.
package struct TimelinePart: Sendable {
    private let line: Line
    private let watch: LineWatch
    private let recording: SettingsChange.Recording
    private let asked: AskedWorkStore
    private let changes: PulseChanges

    /// - Parameters:
    ///   - watch: what tells open pages; one for each server.
    ///   - asked: puts down what takes its time.
    ///   - changes: what the first page says has changed.
    package init(
        line: Line, watch: LineWatch, recording: @escaping SettingsChange.Recording = { _, _ in }, asked: AskedWorkStore,
        changes: @escaping PulseChanges = { _, _ in nil }
    ) {
        self.line = line
        self.watch = watch
        self.recording = recording
        self.asked = asked
        self.changes = changes
    }

    package var routes: [any Routable] {
        let segments = SegmentStore(line: line, recording: recording)
        let customers = CustomerStore(line: line)
        return [
            PulseRoutes(store: PulseStore(line: line), changes: changes),
            CustomerRoutes(customers: customers, segments: segments, recording: recording),
            IdentityRoutes(line: line, recording: recording), LiveRoutes(watch: watch),
            DuplicateRoutes(duplicates: DuplicateReviewStore(line: line, recording: recording), asked: asked),
            IdentitySettingsRoutes(settings: IdentitySettingsStore(line: line, asked: asked, recording: recording)),
            SearchRoutes(), CompanyRoutes(companies: CompanyReadingStore(line: line)), SegmentRoutes(segments: segments),
            CatalogueRoutes(catalogue: CatalogueSettingsStore(line: line, recording: recording)),
            CustomerPrivacyRoutes(customers: customers, erasures: ErasureStore(line: line, recording: recording)),
            PrivacySettingsRoutes(
                retention: RetentionStore(line: line, recording: recording), erased: PrivacySettingsStore(line: line, recording: recording)),
        ]
    }
}
