import Kernel
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

extension Office {
    var labels: LabelStore { LabelStore(line: line) }

    /// What a conversation bears, as every page asks for it.
    func marks(_ number: Int64) async throws -> [String] { try await conversations.whole(number).labels.map(\.key) }

    /// Which conversation has which label, as it is kept.
    func allMarks() async throws -> Set<String> {
        try await line.database.read { session in
            let rows = try session.rows("SELECT conversation, label FROM conversation_label")
            return Set(try rows.map { "\(try $0.get(at: 0, as: Int64.self)) \(try $0.get(at: 1, as: String.self))" })
        }
    }

    /// Numbers in a list of the inbox.
    func listed(_ view: InboxView, _ label: String? = nil) async throws -> [Int64] {
        try await inbox.list(InboxAddress(view: view, label: label), of: ada.id, at: noon().adding(.hours(1))).rows.map(\.conversation.number)
    }
}
