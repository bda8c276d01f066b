package import Kernel
package import Storage

/// Something that happened, as it is told.
package struct WebhookEvent: Sendable {
    /// Its place in the order of all that happens.
    package let number: Int64
    package let event: Webhook.Event
    package let body: [UInt8]

    package init(number: Int64, event: Webhook.Event, body: [UInt8]) { (self.number, self.event, self.body) = (number, event, body) }
}

/// Where what happens is read.
package protocol WebhookFeed: Sendable {
    /// What happened after a number and concerns the webhook, in order, some of it; and up to which number has been looked.
    func events(after number: Int64, for webhook: Webhook, _ reading: some Storage.Reading) throws -> (events: [WebhookEvent], upTo: Int64)
    /// How much happened after what it was told last and concerns it.
    func waiting(for webhook: Webhook, _ reading: some Storage.Reading) throws -> Int
    /// The number of the last thing that has happened; 0 before anything has.
    func last(_ reading: some Storage.Reading) throws -> Int64
}

/// Tells a webhook what has happened since it was told last: one thing after the other, each until it is taken.
package struct WebhookWorker: Sendable {
    let database: any Database
    let feed: any WebhookFeed

    package init(database: any Database, feed: any WebhookFeed) { (self.database, self.feed) = (database, feed) }

    package var handler: JobHandler {
        JobHandler(WebhookStore.job, mostAttempts: .max) { run in
            guard let id = ID<Webhook>(run.job.payload) else { throw Failure.missing("This webhook") }
            try await tellAll(id)
        }
    }

    /// So long nobody else tells a webhook that somebody has begun to tell: longer than it is waited for.
    private static let exclusive = Duration.seconds(60)

    /// So long one webhook has a lane, before others that wait have their turn.
    private static let turn = Duration.seconds(30)

    /// Until nothing is left, it is paused, or it does not take the next. One at a time tells it, so that the order holds.
    ///
    /// - Throws: `limited` while another one does.
    package func tellAll(_ id: ID<Webhook>) async throws {
        let begun = ContinuousClock.now
        var isFirst = true
        while let step = try await next(id, goingOn: !isFirst), step.upTo > step.webhook.told {
            isFirst = false
            let read = ContinuousClock.now
            var isWhole = true
            for event in step.events {
                if Task.isCancelled { return try await leave(id) }
                guard let isUnchanged = try await tell(event, step) else { return }
                // What was changed, or erased, meanwhile is read anew before more is told.
                isWhole = isUnchanged && (event.number == step.events.last?.number || ContinuousClock.now - read < .seconds(5))
                if !isWhole { break }
            }
            // What lies behind the last of them is none of its business.
            if isWhole { try await note(id, told: step.upTo) }
            if ContinuousClock.now - begun > Self.turn { return try await giveWay(id) }
        }
    }

    /// What it is to be told next; `nil` when it is to be told nothing. Where nothing is left, it is free for the next.
    private func next(_ id: ID<Webhook>, goingOn: Bool) async throws -> Step? {
        try await database.write { [feed] tx in
            guard let row = try WebhookStore.row(id, tx) else { return nil }
            let webhook = try Webhook(row)
            guard webhook.pausedAt == nil else { return nil }
            if !goingOn {
                if let until = try row.find("busy_until", as: Instant.self), until > tx.now { throw Failure.limited(retryAfter: .seconds(5)) }
                if let next = webhook.nextTryAt, next > tx.now {
                    try WebhookStore.wake(id, due: next, in: tx)
                    return nil
                }
            }
            let (events, upTo) = try feed.events(after: webhook.told, for: webhook, tx)
            let busy: Instant? = upTo > webhook.told ? tx.now.adding(Self.exclusive) : nil
            try tx.run("UPDATE webhook SET busy_until = \(busy) WHERE id = \(id)")
            return Step(webhook: webhook, signature: WebhookSignature(secret: try row.get("secret")), events: events, upTo: upTo)
        }
    }

    private func giveWay(_ id: ID<Webhook>) async throws {
        try await database.write { tx in
            try tx.run("UPDATE webhook SET busy_until = NULL WHERE id = \(id)")
            try WebhookStore.wake(id, in: tx)
        }
    }

    private func leave(_ id: ID<Webhook>) async throws {
        try await database.write { tx in _ = try tx.run("UPDATE webhook SET busy_until = NULL WHERE id = \(id)") }
        throw CancellationError()
    }

    private struct Step: Sendable {
        let webhook: Webhook
        let signature: WebhookSignature
        let events: [WebhookEvent]
        let upTo: Int64
    }

    /// - Returns: whether it is as it was when it was read; `nil` when this was not taken.
    private func tell(_ event: WebhookEvent, _ step: Step) async throws -> Bool? {
        let webhook = step.webhook
        let outcome = await step.signature.post(event.body, id: "\(webhook.id)-\(event.number)", to: webhook.address, at: systemNow())
        switch outcome {
        case .taken:
            return try await database.write { tx in
                guard let row = try WebhookStore.row(webhook.id, tx) else { return false }
                let now = try Webhook(row)
                try tx.run(
                    """
                    UPDATE webhook SET told = \(event.number), last_told_at = \(tx.now), failing_since = NULL, attempts = 0, fault = '',
                    next_try_at = NULL, busy_until = \(tx.now.adding(Self.exclusive)) WHERE id = \(webhook.id) AND told < \(event.number)
                    """)
                let isSame = (now.address, now.source, now.events) == (webhook.address, webhook.source, webhook.events)
                return try isSame && now.pausedAt == nil && row.get("secret") == step.signature.secret
            }
        case .gone: try await fail(webhook.id, "HTTP 410", isFinal: true)
        case .refused(let fault): try await fail(webhook.id, fault, isFinal: false)
        }
        return nil
    }

    private func note(_ id: ID<Webhook>, told: Int64) async throws {
        try await database.write { tx in
            _ = try tx.run(
                """
                UPDATE webhook SET told = \(told), failing_since = NULL, attempts = 0, fault = '', next_try_at = NULL
                WHERE id = \(id) AND told < \(told)
                """)
        }
    }

    private func fail(_ id: ID<Webhook>, _ fault: String, isFinal: Bool) async throws {
        try await database.write { tx in
            guard let row = try WebhookStore.row(id, tx) else { return }
            let webhook = try Webhook(row)
            let isOver = isFinal || tx.now.duration(since: webhook.failingSince ?? tx.now) >= Webhook.patience
            let next = tx.now.adding(Webhook.pause(after: webhook.attempts + 1))
            try tx.run(
                """
                UPDATE webhook SET failing_since = COALESCE(failing_since, \(tx.now)), attempts = attempts + 1, fault = \(String(fault.prefix(200))),
                next_try_at = \(isOver ? nil : next), busy_until = NULL, paused_at = COALESCE(paused_at, \(isOver ? tx.now : nil)) WHERE id = \(id)
                """)
            if !isOver, webhook.pausedAt == nil { try WebhookStore.wake(id, due: next, in: tx) }
        }
    }
}
