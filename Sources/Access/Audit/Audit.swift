package import Kernel
package import Web

/// That somebody changed something in the settings: kept for ever, shown to those who may change it too.
package struct Audit: Hashable, Sendable {
    package let id: ID<Audit>
    /// Who did it; `nil` for the program itself.
    package let staff: ID<Viewer>?
    /// Their name as it is now.
    package let staffName: String?
    /// The name of the key, where a program did it by one.
    package let keyName: String?
    package let action: Action
    /// What it was done to, as people know it: an address, the name of a key.
    package let subject: String
    /// What became of it: a role, a scope.
    package let detail: String
    package let recordedAt: Instant

    package enum Action: String, CaseIterable, Sendable {
        case staffAdded = "staff.added"
        case staffRole = "staff.role"
        case staffDisabled = "staff.disabled"
        case staffEnabled = "staff.enabled"
        case staffChanged = "staff.changed"
        case passwordChanged = "staff.password"
        case signedIn = "session.begun"
        case signedOutEverywhere = "session.ended"
        case passwordLink = "staff.password_link"
        case invited = "invitation.made"
        case invitationWithdrawn = "invitation.withdrawn"
        case sourceAdded = "source.added"
        case keyIssued = "key.issued"
        case keyRevoked = "key.revoked"
        case kindChanged = "kind.changed"
        case segmentAdded = "segment.added"
        case segmentChanged = "segment.changed"
        case segmentRemoved = "segment.removed"
        case importStarted = "import.started"
        case duplicateRuleSet = "duplicates.rule_set"
        case duplicateRuleEnded = "duplicates.rule_ended"
        case identifierVerified = "identifier.verified"
        case verificationWithdrawn = "identifier.unverified"
        case identifierLimited = "identifier.limited"
        case valueBlocked = "value.blocked"
        case valueUnblocked = "value.unblocked"
        case sourcePublished = "source.published"
        case customersExported = "customers.exported"
        case conversationsExported = "conversations.exported"
        case everythingExported = "everything.exported"
        case eventReplayed = "event.replayed"
        case eventsDiscarded = "events.discarded"
        case personExported = "person.exported"
        case personErased = "person.erased"
        case peopleJoined = "people.joined"
        case peopleSeparated = "people.separated"
        case decisionUndone = "people.decision_undone"
        case hoursSet = "hours.set"
        case policySaved = "policy.saved"
        case policyRemoved = "policy.removed"
        case replySaved = "reply.saved"
        case replyRemoved = "reply.removed"
        case labelAdded = "label.added"
        case labelChanged = "label.changed"
        case labelPutAway = "label.put_away"
        case labelBroughtBack = "label.brought_back"
        case satisfactionSet = "satisfaction.set"
        case chatSet = "chat.set"
        case standardSaved = "standard.saved"
        case standardsTakenOver = "standard.taken_over"
        case standardReported = "standard.reported"
        case standardPutAway = "standard.put_away"
        case scorecardSaved = "scorecard.saved"
        case reviewGiven = "review.given"
        case reviewDisputed = "review.disputed"
        case reviewDecided = "review.decided"
        case mailboxAdded = "mailbox.added"
        case mailboxChanged = "mailbox.changed"
        case mailboxClosed = "mailbox.closed"
        case shopDeskAdded = "shop_desk.added"
        case shopDeskChanged = "shop_desk.changed"
        case shopDeskClosed = "shop_desk.closed"
        case telegramAdded = "telegram.added"
        case telegramChanged = "telegram.changed"
        case telegramClosed = "telegram.closed"
        case bookingAdded = "booking.added"
        case bookingChanged = "booking.changed"
        case bookingPutAway = "booking.put_away"
        case bookingBroughtBack = "booking.brought_back"
        case webhookAdded = "webhook.added"
        case webhookChanged = "webhook.changed"
        case webhookRemoved = "webhook.removed"
        case webhookPaused = "webhook.paused"
        case webhookResumed = "webhook.resumed"
        case webhookSkipped = "webhook.skipped"
        case insightChanged = "insight.changed"
        case benchmarkAdded = "benchmark.added"
        case benchmarkChanged = "benchmark.changed"
        case benchmarkRemoved = "benchmark.removed"
        case journeySaved = "journey.saved"
        case journeyPutAway = "journey.put_away"
        case momentPinned = "moment.pinned"
        case momentUnpinned = "moment.unpinned"
        case personReadmitted = "person.readmitted"
        case retentionChanged = "retention.changed"
        case retentionRemoved = "retention.removed"
        case retentionRun = "retention.run"
    }
}
