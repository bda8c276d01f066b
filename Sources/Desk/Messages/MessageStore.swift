import Kernel
import People
import Storage
import Synchronization
package import Timeline

/// Takes what customers say: onto their line, and into the conversation it belongs to, both or neither, once.
package struct MessageStore: Sendable {
    let line: Line

    package init(line: Line) { self.line = line }

    /// What became of a message.
    package struct Receipt: Hashable, Sendable {
        package let conversation: Int64
        /// The number of what it is in the conversation.
        package let entry: Int64
        /// It was there already.
        package let isDuplicate: Bool
    }

    /// Where a message came to stand.
    struct Filed {
        let conversation: Int64
        let entry: Int64
        /// The number of the identifier whose line it stands on.
        let identifier: Int64?
    }

    /// What else belongs into the transaction in which a message is taken; one that was there already takes none.
    typealias Also = @Sendable (Transaction, Filed) throws -> Void

    /// - Throws: `Failure.invalid` with what is wrong with it.
    package func receive(_ message: IncomingMessage, from source: Source) async throws -> Receipt {
        try await receive(message, from: source) { _, _ in }
    }

    func receive(_ message: IncomingMessage, from source: Source, also: @escaping Also) async throws -> Receipt {
        try message.check()
        for _ in 0..<3 {
            if let receipt = try await known(message, source) { return receipt }
            if let receipt = try await take(message, source, also) { return receipt }
            // Somebody wrote in the same conversation at the same moment: what was decided holds no more.
        }
        throw Failure.conflict("This conversation changes too quickly: send the message again.")
    }

    private func known(_ message: IncomingMessage, _ source: Source) async throws -> Receipt? {
        try await line.database.read { session in
            try session.first("SELECT conversation, number FROM conversation_entry WHERE once = \(message.once(source))").map { row in
                Receipt(conversation: try row.get("conversation"), entry: try row.get("number"), isDuplicate: true)
            }
        }
    }

    /// - Returns: `nil` when the conversation has changed since it was looked at.
    private func take(_ message: IncomingMessage, _ source: Source, _ also: @escaping Also) async throws -> Receipt? {
        let (asked, before) = try await line.database.read { session in
            try Self.requireKnown(message.labels, session)
            try message.team.map { try TeamStore.requireKnown($0, session) }
            return try Self.conversation(of: message, source, session)
        }
        let number: Int64 =
            if let before { before.number } else { try await ConversationStore(line: line).nextNumber() }
        let onLine = ConversationLine(number: number, channel: message.channel.rawValue)
        var touchpoints = [onLine.message(message)]
        if before == nil { touchpoints.append(onLine.opened(by: message)) }
        if before?.status == .resolved { touchpoints.append(onLine.reopened(message.from, at: message.at, once: message.key)) }
        let entry = Mutex<Int64>(0)
        do {
            _ = try await line.append(touchpoints, from: source) { tx, appended in
                if case .rejected(let failure) = appended.fates[0] { throw failure }
                guard case .accepted(let position) = appended.fates[0] else { throw Changed() }
                let still = try Self.conversation(of: message, source, tx).read
                guard still?.number == before?.number, still?.lastEntry == before?.lastEntry else { throw Changed() }
                let owner: Int64? = try tx.value("SELECT identifier FROM touchpoint WHERE position = \(position)")
                let team =
                    before == nil
                    ? try ConversationStore.begin(number, with: owner ?? 0, by: message, source: source.id, in: tx)
                    : try TeamStore.team(for: message, in: number, tx)
                let after = try ConversationStore.find(number, tx).receiving(message.text, on: message.channel.rawValue, at: message.at)
                let said = ConversationStore.NewEntry(
                    happening: .message, at: message.at, text: message.text, detail: try WriterStore.detail(owner, in: after, tx),
                    once: message.once(source))
                let marks =
                    try Self.labelling(by: message, source, in: number, tx)
                    + ConversationFieldStore.entries(message.fields, in: number, by: nil, message.at, "message:\(source.id):\(message.key)", tx)
                    + (team.map { [Self.teaming(by: message, source, $0)] } ?? [])
                let stir = try GivingStore.Stir([said] + marks, in: number, tx)
                let last = try ConversationStore.put([said] + marks, leaving: after, in: tx)
                let own = last - Int64(marks.count)
                entry.withLock { $0 = own }
                if let asked, asked != number { try ConversationUnitStore.forward([own], of: asked, in: tx) }
                try also(tx, Filed(conversation: number, entry: own, identifier: owner))
                // By then all is known that decides to whom it is given.
                try GivingStore().follow(stir, tx)
            }
            return Receipt(conversation: number, entry: entry.withLock { $0 }, isDuplicate: false)
        } catch is Changed {
            return nil
        }
    }

    /// Labels are never deleted, so that one that is known stays so. One that is put away is taken: what a customer says is not refused because
    /// somebody has tidied up.
    private static func requireKnown(_ labels: [String], _ reading: some Reading) throws {
        guard !labels.isEmpty else { return }
        let known = try LabelStore.all(reading)
        let names = known.filter { !$0.isPutAway }.map(\.key).joined(separator: ", ")
        for (place, label) in labels.enumerated() {
            try Failure.require(
                known.contains { $0.key == label }, "labels.\(place)", "is no label here; there are \(names.isEmpty ? "none" : names)")
        }
    }

    /// The labels that a message brings, without those that are there.
    private static func labelling(
        by message: IncomingMessage, _ source: Source, in conversation: Int64, _ reading: some Reading
    ) throws -> [ConversationStore.NewEntry] {
        let fresh = try Set(message.labels).filter { try !ConversationLabelProjection.has(conversation, $0, reading) }
        return fresh.sorted().map { .init(happening: .labelled, at: message.at, detail: $0, once: "label:\(source.id):\(message.key):\($0)") }
    }

    private static func teaming(by message: IncomingMessage, _ source: Source, _ team: String) -> ConversationStore.NewEntry {
        .init(happening: .team, at: message.at, detail: team, once: "team:\(source.id):\(message.key)")
    }

    /// What was decided before the transaction holds no more in it.
    private struct Changed: Error {}

    /// - Returns: the number of the one that it is for, and the one in which that is read.
    private static func conversation(
        of message: IncomingMessage, _ source: Source, _ reading: some Reading
    ) throws -> (asked: Int64?, read: Conversation?) {
        let named: Int64? = try reading.value(
            "SELECT number FROM conversation WHERE source = \(source.id) AND thread = \(message.thread)")
        guard let asked = message.conversation ?? named else { return (nil, nil) }
        return (asked, try ConversationUnitStore.root(of: asked, reading))
    }
}

extension IncomingMessage {
    fileprivate func once(_ source: Source) -> String { "message:\(source.id):\(key)" }

    fileprivate func check() throws {
        for (name, value, most) in [("key", key, 200), ("thread", thread, 200), ("text", text, 100_000)] {
            try Failure.require((1...most).contains(value.unicodeScalars.count), name, "must have 1 to \(most) characters")
        }
        try Failure.require(subject.unicodeScalars.count <= 500, "subject", "must have at most 500 characters")
        try Failure.require((1...20).contains(from.count), "from", "must name somebody, by 20 identifiers at most")
        try Failure.require(labels.count <= 20, "labels", "must be 20 at most")
        try Failure.require(fields.count <= ConversationFieldStore.most, "fields", "must be \(ConversationFieldStore.most) at most")
        for (name, value) in [("key", key), ("thread", thread), ("text", text), ("subject", subject)] {
            try Failure.require(!value.utf8.contains(0), name, "must not contain the character U+0000")
        }
    }
}
