package import Kernel
package import Web

/// That somebody changed how customers are read: what, and who.
package struct SettingsChange: Sendable {
    package enum Action: Hashable, Sendable {
        case kindChanged, segmentAdded, segmentChanged, segmentRemoved, importStarted
        case duplicateRuleSet, duplicateRuleEnded, identifierVerified, verificationWithdrawn, identifierLimited, valueBlocked, valueUnblocked
        case sourcePublished, customersExported, eventReplayed, eventsDiscarded, personExported, personErased, peopleJoined, peopleSeparated,
            decisionUndone, hoursSet, conversationsExported, everythingExported, policySaved, policyRemoved,
            satisfactionSet, chatSet, personReadmitted,
            retentionChanged, retentionRemoved, retentionRun
        case quality(Quality)
        case team(Team)
        case work(Work)
        case labelAdded, labelChanged, labelPutAway, labelBroughtBack
        case field(Field)
        case mailbox(Mailbox)
        case inPerson(InPerson)
        case webhookAdded, webhookChanged, webhookRemoved, webhookPaused, webhookResumed, webhookSkipped
        case insightChanged, benchmarkAdded, benchmarkChanged, benchmarkRemoved, journeySaved, journeyPutAway, momentPinned, momentUnpinned
    }

    /// Of what staff write beside conversations.
    package enum Field: Sendable { case added, changed, putAway, broughtBack }

    /// Of what service holds itself to, and how it is judged.
    package enum Quality: Sendable {
        case standardSaved, standardsTakenOver, standardReported, standardPutAway, scorecardSaved, reviewGiven, reviewDisputed, reviewDecided
    }

    /// Of who works together, and how work is given out.
    package enum Team: Sendable {
        case added, changed, putAway, broughtBack, memberAdded, memberRemoved, agentSet, awaySet
    }

    /// Of what agents work with.
    package enum Work: Sendable {
        case macroSaved, macroRemoved, answerPauseSet
    }
    package enum Mailbox: Sendable { case added, changed, closed }

    /// Of desks in shops, of bots by which customers write, and of what can be booked.
    package enum InPerson: Sendable {
        case deskAdded, deskChanged, deskClosed, telegramAdded, telegramChanged, telegramClosed
        case bookingAdded, bookingChanged, bookingPutAway, bookingBroughtBack
    }

    package let action: Action
    /// What it was done to, as people know it.
    package let subject: String
    package let detail: String
    /// `nil` for a program or a command.
    package let staff: ID<Viewer>?
    /// The name of the key by which a program did it.
    package let key: String?

    package init(action: Action, subject: String, detail: String, staff: ID<Viewer>?, key: String? = nil) {
        (self.action, self.subject, self.detail, self.staff, self.key) = (action, subject, detail, staff, key)
    }
}
