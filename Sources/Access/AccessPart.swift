package import Hummingbird
package import Storage
package import Web

/// The doorway: who works here, how they come in, and which programs may call.
package struct AccessPart: Sendable {
    package let staff: StaffStore
    package let sessions: SessionStore
    package let keys: KeyRing
    let invitations: InvitationStore
    let credentials: CredentialStore
    let issuedKeys: AccessKeyStore
    package let changes: ChangeStore
    private let sources: @Sendable () async throws -> [SourceSummary]
    private let sections: [SettingsSection]

    /// - Parameters:
    ///   - sources: All sources with what came from them, as the settings list them.
    ///   - addSource: Puts in a source of this name that sends over HTTP and gives its number; throws `Failure` when it cannot be.
    ///   - sections: What else the settings lead to.
    package init(
        database: any Database, sources: @escaping @Sendable () async throws -> [SourceSummary],
        addSource: @escaping @Sendable (String, Transaction) throws -> Int64, sections: [SettingsSection] = []
    ) {
        staff = StaffStore(database: database)
        sessions = SessionStore(database: database)
        invitations = InvitationStore(database: database)
        credentials = CredentialStore(database: database)
        issuedKeys = AccessKeyStore(database: database, addSource: addSource)
        changes = ChangeStore(database: database)
        keys = KeyRing(store: issuedKeys)
        self.sources = sources
        self.sections = sections
    }

    /// What fills in who is calling, in the order in which it is asked.
    package var identifying: [any MiddlewareProtocol<Request, Response, Context>] {
        [SessionCookie(sessions: sessions), KeyHeader(keys: keys)]
    }

    package var routes: [any Routable] {
        [
            SignInRoutes(credentials: credentials, sessions: sessions, staff: staff),
            WelcomeRoutes(invitations: invitations),
            ProfileRoutes(staff: staff, sessions: sessions, credentials: credentials),
            SettingsRoutes(sections: sections),
            StaffRoutes(staff: staff, sessions: sessions, invitations: invitations),
            SourceRoutes(keys: issuedKeys, ring: keys, sources: sources),
            ChangeRoutes(changes: changes),
        ]
    }
}
