import Analytics
import Kernel
import Web

/// How quickly and how well customers were answered: of the conversations begun in a period.
struct ServiceReport: Sendable {
    let period: Period
    let hours: BusinessHours
    /// Whether somebody has set the hours.
    let hoursAreSet: Bool
    /// Newest first.
    let rows: [Row]
    let summary: ServiceSummary
    /// By who of staff answered first, most conversations first.
    let byAgent: [(name: String, summary: ServiceSummary)]
    /// At the end of each day, of all conversations.
    let backlog: [Backlog]
    /// There were more conversations than are looked at.
    let isCut: Bool

    struct Row: Sendable {
        let conversation: Conversation
        let figures: ServiceFigures
        let agent: String?
    }
}
