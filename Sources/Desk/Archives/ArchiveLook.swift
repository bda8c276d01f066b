import Channels
package import Kernel
import People

/// How a file of conversations would be read: the first of them, for somebody to look at before anything is written.
package struct ArchiveLook: Sendable {
    package let format: ArchiveFormat
    package let conversations: [Sample]
    /// Of those looked at: where, and why.
    package let rejected: [(line: Int, reason: String)]

    package struct Sample: Hashable, Sendable {
        package let id: String
        package let subject: String
        /// What the customer is called, or known by.
        package let customer: String
        package let channel: String
        package let status: ConversationStatus
        package let openedAt: Instant
        package let messages: Int
        package let answers: Int
        package let notes: Int
    }

    static let most = 10
}

extension ArchiveLook {
    init(_ format: ArchiveFormat, _ batch: ArchiveReader.Batch) {
        self.format = format
        conversations = batch.conversations.prefix(Self.most).map { Sample($0.past) }
        rejected = batch.rejected.prefix(Self.most).map { ($0.line, $0.reason) }
    }

    /// For a terminal.
    package var explanation: String {
        let lines = conversations.map { sample in
            let parts = ["\(sample.messages) messages", "\(sample.answers) answers", "\(sample.notes) notes"]
            let head = "  \(sample.openedAt)  \(sample.channel)  \(sample.status.key)  \(sample.customer)"
            return "\(head)  “\(sample.subject)”: \(parts.joined(separator: ", "))"
        }
        let bad = rejected.map { "  line \($0.line): \($0.reason)" }
        let heads = ["Format: \(format.name).", "First conversations:"]
        return (heads + (lines.isEmpty ? ["  none"] : lines) + (bad.isEmpty ? [] : ["Would be rejected:"] + bad)).joined(separator: "\n")
    }
}

extension ArchiveLook.Sample {
    fileprivate init(_ past: PastConversation) {
        let plan = PastPlan(past, nil, number: 0, known: [], isWorked: false, staff: [:])
        self.init(
            id: past.thread, subject: plan.after.subject,
            customer: past.customer.name.isEmpty ? past.customer.identifiers.first?.value ?? "" : past.customer.name,
            channel: past.channel.rawValue, status: plan.after.status, openedAt: plan.after.openedAt,
            messages: past.entries.count { $0.happening == .message }, answers: past.entries.count { $0.happening == .reply },
            notes: past.entries.count { $0.happening == .note })
    }
}
