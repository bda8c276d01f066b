package import Kernel
package import Storage
package import Timeline
package import Web

/// Who is told what happens, and how far.
package struct WebhookStore: Sendable {
    let database: any Database
    let feed: any WebhookFeed
    let recording: SettingsChange.Recording

    package init(database: any Database, feed: any WebhookFeed, recording: @escaping SettingsChange.Recording) {
        (self.database, self.feed, self.recording) = (database, feed, recording)
    }

    /// What staff say of one.
    package struct Draft: Hashable, Sendable {
        package var name: String
        package var address: String
        package var source: Int64?
        package var events: Set<Webhook.Event>

        package init(name: String, address: String, source: Int64?, events: Set<Webhook.Event>) {
            (self.name, self.address, self.source, self.events) = (name, address, source, events)
        }
    }

    /// By name.
    package func list() async throws -> [Webhook] { try await database.read { try Self.list($0) } }

    package static func list(_ reading: some Storage.Reading) throws -> [Webhook] {
        try reading.rows("SELECT * FROM webhook ORDER BY name, id").map(Webhook.init)
    }

    /// Of which conversations may come.
    func sources() async throws -> [Source] { try await database.read { try SourceStore().list($0).filter { $0.medium == .http } } }

    /// By which what happens in conversations of a source is carried on: the one that was made for it, else one for all.
    package static func carrying(_ event: Webhook.Event, of source: Int64, _ reading: some Storage.Reading) throws -> Webhook? {
        let all = try list(reading).filter { $0.events.contains(event) && $0.concerns(source) }
        return all.first { $0.source == source } ?? all.first
    }

    /// - Throws: `missing`.
    package func find(_ id: ID<Webhook>) async throws -> Webhook { try await database.read { try Self.find(id, $0) } }

    /// One with how much it has yet to be told, and the next of it.
    struct Standing: Sendable {
        let webhook: Webhook
        let waiting: Int
        let next: WebhookEvent?
    }

    func standing(_ id: ID<Webhook>) async throws -> Standing {
        try await database.read { [feed] session in
            let webhook = try Self.find(id, session)
            let next = try feed.events(after: webhook.told, for: webhook, session).events.first
            return Standing(webhook: webhook, waiting: try feed.waiting(for: webhook, session), next: next)
        }
    }

    /// Tells it something that has not happened, to see whether it takes it.
    func test(_ id: ID<Webhook>, at now: Instant) async throws -> WebhookSending.Outcome {
        let (webhook, secret): (Webhook, String) = try await database.read { session in
            (try Self.find(id, session), try session.value("SELECT secret FROM webhook WHERE id = \(id)") ?? "")
        }
        let body = Array(#"{"type":"test","at":"\#(now)"}"#.utf8)
        return await WebhookSignature(secret: secret).post(body, id: "\(id)-test-\(now.microseconds)", to: webhook.address, at: now)
    }

    static func row(_ id: ID<Webhook>, _ reading: some Storage.Reading) throws -> Row? {
        try reading.first("SELECT * FROM webhook WHERE id = \(id)")
    }

    static func find(_ id: ID<Webhook>, _ reading: some Storage.Reading) throws -> Webhook {
        guard let row = try row(id, reading) else { throw Failure.missing("This webhook") }
        return try Webhook(row)
    }

    /// A new one is told what happens from now on.
    ///
    /// - Returns: with its secret, which is shown this once.
    /// - Throws: `conflict` when there are too many; `invalid`.
    package func add(_ draft: Draft, by staff: ID<Viewer>?) async throws -> (webhook: Webhook, secret: String) {
        try draft.check()
        let secret = WebhookSignature.fresh()
        return try await database.write { [recording, feed] tx in
            let others = try Self.list(tx)
            guard others.count < Webhook.most else { throw Failure.conflict("There are \(Webhook.most) webhooks already: remove one first.") }
            try Self.requireName(draft.name, others)
            let id = ID<Webhook>(at: tx.now)
            try tx.run(
                """
                INSERT INTO webhook (id, name, address, source, events, secret, told, attempts, fault, created_at)
                VALUES (\(id), \(draft.name), \(draft.address), \(draft.source), \(draft.eventList), \(secret), \(try feed.last(tx)), 0, '',
                \(tx.now))
                """)
            try recording(SettingsChange(action: .webhookAdded, subject: draft.name, detail: draft.address, staff: staff), tx)
            return (try Self.find(id, tx), secret)
        }
    }

    package func change(_ id: ID<Webhook>, _ draft: Draft, by staff: ID<Viewer>) async throws {
        try draft.check()
        try await database.write { [recording] tx in
            _ = try Self.find(id, tx)
            try Self.requireName(draft.name, Self.list(tx).filter { $0.id != id })
            try tx.run(
                """
                UPDATE webhook SET name = \(draft.name), address = \(draft.address), source = \(draft.source), events = \(draft.eventList),
                next_try_at = NULL WHERE id = \(id)
                """)
            try recording(SettingsChange(action: .webhookChanged, subject: draft.name, detail: draft.address, staff: staff), tx)
            try Self.wake(id, in: tx)
        }
    }

    package func remove(_ id: ID<Webhook>, by staff: ID<Viewer>) async throws {
        try await database.write { [recording] tx in
            let webhook = try Self.find(id, tx)
            try tx.run("DELETE FROM webhook WHERE id = \(id)")
            try recording(SettingsChange(action: .webhookRemoved, subject: webhook.name, detail: webhook.address, staff: staff), tx)
        }
    }

    /// A new secret in the place of the old one, which holds no more.
    package func renewSecret(_ id: ID<Webhook>, by staff: ID<Viewer>) async throws -> String {
        let secret = WebhookSignature.fresh()
        try await database.write { [recording] tx in
            let webhook = try Self.find(id, tx)
            try tx.run("UPDATE webhook SET secret = \(secret) WHERE id = \(id)")
            try recording(SettingsChange(action: .webhookChanged, subject: webhook.name, detail: webhook.address, staff: staff), tx)
        }
        return secret
    }

    /// Nothing is told until it goes on; then from where it stood.
    package func pause(_ id: ID<Webhook>, by staff: ID<Viewer>) async throws {
        try await database.write { [recording] tx in
            let webhook = try Self.find(id, tx)
            try tx.run("UPDATE webhook SET paused_at = COALESCE(paused_at, \(tx.now)), next_try_at = NULL WHERE id = \(id)")
            try recording(SettingsChange(action: .webhookPaused, subject: webhook.name, detail: webhook.address, staff: staff), tx)
        }
    }

    /// Tries at once, and goes on where it was paused.
    package func goOn(_ id: ID<Webhook>, by staff: ID<Viewer>) async throws {
        try await database.write { [recording] tx in
            let webhook = try Self.find(id, tx)
            try Self.goOn(id, at: webhook.told, in: tx)
            try recording(SettingsChange(action: .webhookResumed, subject: webhook.name, detail: webhook.address, staff: staff), tx)
        }
    }

    /// Leaves out the one thing that it does not take, and goes on with the next.
    package func skip(_ id: ID<Webhook>, _ event: Int64, by staff: ID<Viewer>) async throws {
        try await database.write { [recording, feed] tx in
            let webhook = try Self.find(id, tx)
            // What is next may be another one by now.
            guard try feed.events(after: webhook.told, for: webhook, tx).events.first?.number == event else { return }
            try Self.goOn(id, at: event, in: tx)
            try recording(SettingsChange(action: .webhookSkipped, subject: webhook.name, detail: "\(event)", staff: staff), tx)
        }
    }

    private static func goOn(_ id: ID<Webhook>, at told: Int64, in tx: Transaction) throws {
        try tx.run(
            "UPDATE webhook SET told = \(told), paused_at = NULL, failing_since = NULL, attempts = 0, fault = '', next_try_at = NULL WHERE id = \(id)"
        )
        try wake(id, in: tx)
    }

    private static func requireName(_ name: String, _ others: [Webhook]) throws {
        try Failure.require(
            !others.contains { $0.name.lowercased() == name.lowercased() }, "name", "must be another one: a webhook is called so already")
    }
}

// MARK: - Work

extension WebhookStore {
    package static let job = "webhook"

    /// Puts work down for all that are concerned, in the transaction in which something happens; where there is none that is one query.
    ///
    /// - Parameter source: whose conversation it happens in.
    package static func tell(in tx: Transaction, source: () throws -> Int64?) throws {
        let waiting = try tx.rows("SELECT id, source FROM webhook WHERE paused_at IS NULL AND (next_try_at IS NULL OR next_try_at <= \(tx.now))")
        guard !waiting.isEmpty, let source = try source() else { return }
        for row in waiting where try row.find("source", as: Int64.self).map({ $0 == source }) ?? true {
            try wake(row.get("id"), slack: .seconds(10), in: tx)
        }
    }

    /// One job a webhook waits at most: it tells all that has happened when it runs. One that is running may have looked already.
    ///
    /// - Parameter slack: one that is due so soon is soon enough.
    static func wake(_ id: ID<Webhook>, due: Instant? = nil, slack: Duration = .zero, in tx: Transaction) throws {
        let waits = try tx.first(
            """
            SELECT 1 FROM job WHERE name = \(job) AND payload = \("\(id)") AND finished_at IS NULL AND abandoned_at IS NULL AND lease IS NULL
            AND due_at <= \((due ?? tx.now).adding(slack)) LIMIT 1
            """)
        if waits == nil { try JobStore().enqueue(job, payload: "\(id)", due: due, in: tx) }
    }
}

extension WebhookStore.Draft {
    fileprivate var eventList: String { events.map(\.rawValue).sorted().joined(separator: " ") }

    fileprivate func check() throws {
        try Failure.require((1...80).contains(name.unicodeScalars.count), "name", "must have 1 to 80 characters")
        try Failure.require((1...2_000).contains(address.utf8.count), "address", "must have 1 to 2000 bytes")
        try Webhook.check(address)
        try Failure.require(!events.isEmpty, "events", "must be one at least")
    }
}

extension Webhook {
    init(_ row: Row) throws {
        let events = try row.get("events", as: String.self).split(separator: " ").compactMap { Event(rawValue: String($0)) }
        self.init(
            id: try row.get("id"), name: try row.get("name"), address: try row.get("address"), source: try row.find("source"), events: Set(events),
            told: try row.get("told"), lastToldAt: try row.find("last_told_at"), failingSince: try row.find("failing_since"),
            attempts: try row.get("attempts"), fault: try row.get("fault"), nextTryAt: try row.find("next_try_at"),
            pausedAt: try row.find("paused_at"))
    }
}
