package import Hummingbird
package import Kernel
package import Storage
package import Timeline
package import Web

/// The ways by which touchpoints reach us, and what of them goes astray.
package struct ChannelsPart: Sendable {
    private let intake: IntakePart
    private let recording: SettingsChange.Recording

    /// - Parameter limits: how many events a source may send; `nil` for any number, as when a machine is measured.
    /// - Parameter authorize: what a key opens that stands in the body of a request.
    /// - Parameter recording: hears of people that were exported or erased, and of what became of rejected events.
    package init(
        line: Line, limits: IntakeLimits? = IntakeLimits(), recording: @escaping SettingsChange.Recording = { _, _ in },
        authorize: @escaping Authorize
    ) {
        self.recording = recording
        intake = IntakePart(line: line, limits: limits, authorize: authorize)
    }

    /// What became of events since the start.
    package var tally: IntakeTally { intake.tally }

    /// Whom a program sends for that hands something in by the door of another part: its key, what a browser makes of it, and how much it may
    /// send are the same at every door.
    ///
    /// - Throws: `unauthenticated` when its source is switched off, `limited` when it sends more than it may.
    package func admit(_ request: Request, _ context: Context) async throws -> Source {
        let source = try await intake.sender(context.key, isBrowser: request.headers.isOfPage, at: context.now)
        try intake.admit(1, from: source, at: context.now)
        return source
    }

    /// The source of a write key that stands in a page for anybody to read, such as that of a chat.
    ///
    /// - Parameter isSending: whether something is handed in: from then on, what comes by this key is a claim.
    /// - Throws: `unauthenticated` when there is none, or it is switched off.
    package func site(withKey key: String, isSending: Bool, at now: Instant) async throws -> Source {
        try await intake.sender(nil, else: key, isBrowser: isSending, at: now)
    }

    /// Forgets rejected events that nobody corrected within thirty days.
    package func removeExpired(in tx: Transaction) throws { try RejectedEventStore(database: intake.line.database).removeOld(in: tx) }

    package var routes: [any Routable] {
        let line = intake.line
        return [
            SegmentRoutes(intake: intake), TrackerRoutes(), TouchpointRoutes(intake: intake),
            PersonRoutes(people: PersonReadingStore(line: line)), CatalogueRoutes(catalogue: CatalogueWritingStore(line: line, recording: recording)),
            OpenAPIRoutes(),
            RejectedRoutes(rejected: RejectedPart(intake: intake, recording: recording)), PersonPrivacyRoutes(line: line, recording: recording),
        ]
    }
}
