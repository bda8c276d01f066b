import Access
import Storage
import Timeline
import Web

/// What parts bring to the settings, and how the records of the installation hear of their changes.
extension Server {
    static let sections = [
        SettingsSection(path: "/settings/privacy", text: "privacy.title", icon: .person, role: .admin),
        SettingsSection(path: "/settings/catalogue", text: "catalogue.title", icon: .journey, role: .manager),
        SettingsSection(path: "/settings/chat", text: "chat.title", icon: .chat, role: .admin),
        SettingsSection(path: "/settings/desks", text: "shop.title", icon: .person, role: .admin),
        SettingsSection(path: "/settings/booking", text: "booking.title", icon: .clock, role: .admin),
        SettingsSection(path: "/settings/hours", text: "desk.hours", icon: .clock, role: .manager),
        SettingsSection(path: "/settings/service-levels", text: "desk.policies", icon: .task, role: .manager),
        SettingsSection(path: "/settings/satisfaction", text: "csat.title", icon: .feedback, role: .manager),
        SettingsSection(path: "/settings/macros", text: "desk.replies", icon: .note, role: .agent),
        SettingsSection(path: "/settings/answers", text: "desk.answers", icon: .clock, role: .manager),
        SettingsSection(path: "/settings/quality", text: "quality.card", icon: .star, role: .manager),
        SettingsSection(path: "/settings/teams", text: "team.title", icon: .customers, role: .manager),
        SettingsSection(path: "/settings/labels", text: "desk.labels", icon: .tag, role: .manager),
        SettingsSection(path: "/settings/fields", text: "desk.fields", icon: .note, role: .manager),
        SettingsSection(path: "/settings/imports", text: "imports.title", icon: .plus, role: .manager),
        SettingsSection(path: "/settings/conversations", text: "archive.title", icon: .inbox, role: .admin),
        SettingsSection(path: "/settings/jobs", text: "jobs.title", icon: .task, role: .admin),
        SettingsSection(path: "/settings/mailboxes", text: "mail.boxes", icon: .mail, role: .admin),
        SettingsSection(path: "/settings/mail", text: "mail.journal", icon: .inbox, role: .manager),
        SettingsSection(path: "/settings/webhooks", text: "hooks.title", icon: .link, role: .admin),
        SettingsSection(path: "/settings/telegram", text: "telegram.title", icon: .chat, role: .admin),
        SettingsSection(path: "/settings/identities", text: "identities.title", icon: .customers, role: .admin),
        SettingsSection(path: "/settings/rejected", text: "channels.rejected", icon: .warning, role: .manager),
    ]

    @Sendable static func record(_ change: SettingsChange, in tx: Transaction) throws {
        try AuditStore().record(audited(change.action), of: change.subject, change.detail, by: change.staff, key: change.key, in: tx)
    }

    private static func audited(_ change: SettingsChange.Action) -> Audit.Action {
        switch change {
        case .kindChanged: .kindChanged
        case .segmentAdded: .segmentAdded
        case .segmentChanged: .segmentChanged
        case .segmentRemoved: .segmentRemoved
        case .importStarted: .importStarted
        case .duplicateRuleSet: .duplicateRuleSet
        case .duplicateRuleEnded: .duplicateRuleEnded
        case .identifierVerified: .identifierVerified
        case .verificationWithdrawn: .verificationWithdrawn
        case .identifierLimited: .identifierLimited
        case .valueBlocked: .valueBlocked
        case .valueUnblocked: .valueUnblocked
        case .sourcePublished: .sourcePublished
        case .customersExported: .customersExported
        case .conversationsExported: .conversationsExported
        case .everythingExported: .everythingExported
        case .eventReplayed: .eventReplayed
        case .eventsDiscarded: .eventsDiscarded
        case .personExported: .personExported
        case .personErased: .personErased
        case .peopleJoined: .peopleJoined
        case .peopleSeparated: .peopleSeparated
        case .decisionUndone: .decisionUndone
        case .hoursSet: .hoursSet
        case .policySaved: .policySaved
        case .policyRemoved: .policyRemoved
        case .labelAdded, .labelChanged, .labelPutAway, .labelBroughtBack: label(change)
        case .field(let deed): action(deed)
        case .satisfactionSet: .satisfactionSet
        case .chatSet: .chatSet
        case .quality(let deed): action(deed)
        case .team(let deed): action(deed)
        case .work(let deed): action(deed)
        case .inPerson(let deed): action(deed)
        case .mailbox(let deed): action(deed)
        case .webhookAdded: .webhookAdded
        case .webhookChanged: .webhookChanged
        case .webhookRemoved: .webhookRemoved
        case .webhookPaused: .webhookPaused
        case .webhookResumed: .webhookResumed
        case .webhookSkipped: .webhookSkipped
        case .insightChanged: .insightChanged
        case .benchmarkAdded: .benchmarkAdded
        case .benchmarkChanged: .benchmarkChanged
        case .benchmarkRemoved: .benchmarkRemoved
        case .journeySaved: .journeySaved
        case .journeyPutAway: .journeyPutAway
        case .momentPinned: .momentPinned
        case .momentUnpinned: .momentUnpinned
        case .personReadmitted: .personReadmitted
        case .retentionChanged: .retentionChanged
        case .retentionRemoved: .retentionRemoved
        case .retentionRun: .retentionRun
        }
    }

    private static func action(_ deed: SettingsChange.Team) -> Audit.Action {
        switch deed {
        case .added: .teamAdded
        case .changed: .teamChanged
        case .putAway: .teamPutAway
        case .broughtBack: .teamBroughtBack
        case .memberAdded: .memberAdded
        case .memberRemoved: .memberRemoved
        case .agentSet: .agentSet
        case .awaySet: .awaySet
        }
    }

    private static func action(_ deed: SettingsChange.Work) -> Audit.Action {
        switch deed {
        case .macroSaved: .replySaved
        case .macroRemoved: .replyRemoved
        case .answerPauseSet: .answerPauseSet
        }
    }

    private static func label(_ change: SettingsChange.Action) -> Audit.Action {
        switch change {
        case .labelAdded: .labelAdded
        case .labelChanged: .labelChanged
        case .labelPutAway: .labelPutAway
        default: .labelBroughtBack
        }
    }

    private static func action(_ deed: SettingsChange.Field) -> Audit.Action {
        switch deed {
        case .added: .fieldAdded
        case .changed: .fieldChanged
        case .putAway: .fieldPutAway
        case .broughtBack: .fieldBroughtBack
        }
    }

    private static func action(_ deed: SettingsChange.Mailbox) -> Audit.Action {
        switch deed {
        case .added: .mailboxAdded
        case .changed: .mailboxChanged
        case .closed: .mailboxClosed
        }
    }

    private static func action(_ deed: SettingsChange.InPerson) -> Audit.Action {
        switch deed {
        case .deskAdded: .shopDeskAdded
        case .deskChanged: .shopDeskChanged
        case .deskClosed: .shopDeskClosed
        case .telegramAdded: .telegramAdded
        case .telegramChanged: .telegramChanged
        case .telegramClosed: .telegramClosed
        case .bookingAdded: .bookingAdded
        case .bookingChanged: .bookingChanged
        case .bookingPutAway: .bookingPutAway
        case .bookingBroughtBack: .bookingBroughtBack
        }
    }

    private static func action(_ deed: SettingsChange.Quality) -> Audit.Action {
        switch deed {
        case .standardSaved: .standardSaved
        case .standardsTakenOver: .standardsTakenOver
        case .standardReported: .standardReported
        case .standardPutAway: .standardPutAway
        case .scorecardSaved: .scorecardSaved
        case .reviewGiven: .reviewGiven
        case .reviewDisputed: .reviewDisputed
        case .reviewDecided: .reviewDecided
        }
    }
}
