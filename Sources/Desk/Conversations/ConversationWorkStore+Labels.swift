import Kernel
import Storage
import Timeline
import Web

/// Labels put on and taken off by staff. One that is there already, or gone already, is no news.
extension ConversationWorkStore {
    /// - Parameter label: its key.
    /// - Throws: `missing` for one that there is not, `conflict` for one that is put away.
    func label(_ number: Int64, _ label: String, by staff: Viewer, at now: Instant, as done: WorkDone? = nil) async throws {
        try await mark(.labelled, number, label, as: done ?? WorkDone(.labelled, by: staff, at: now)) { tx in
            guard try !LabelStore.find(label, tx).isPutAway else { throw Failure.conflict("This label is put away.") }
        }
    }

    func unlabel(_ number: Int64, _ label: String, by staff: Viewer, at now: Instant, as done: WorkDone? = nil) async throws {
        try await mark(.unlabelled, number, label, as: done ?? WorkDone(.unlabelled, by: staff, at: now)) { tx in _ = try LabelStore.find(label, tx) }
    }

    private func mark(
        _ happening: ConversationEntry.Happening, _ number: Int64, _ label: String, as done: WorkDone,
        _ check: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        try await line.write { tx in
            let conversation = try ConversationStore.working(number, tx)
            guard try ConversationLabelProjection.has(number, label, tx) != (happening == .labelled) else { return }
            try check(tx)
            let once = "\(happening == .labelled ? "labelled" : "unlabelled"):\(number):\(conversation.lastEntry):\(label)"
            let entry = ConversationStore.NewEntry(happening: happening, at: done.at, staff: done.staff, detail: label, once: once)
            try Self.record([entry], from: conversation, leaving: conversation, as: done, in: tx)
        }
    }
}
