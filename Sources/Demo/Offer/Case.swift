import Kernel
import People

/// Something a customer has asked service, from the first word to the last.
struct Case: Sendable {
    let matter: Matter
    let channel: String
    /// The place of the order it is about.
    let order: Int?
    /// What the customer wrote or called from.
    let by: [Identifier]
    let openedAt: Instant
    let agent: String
    let question: Question
    var reopened = false
}
