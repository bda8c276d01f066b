package import Channels
import Foundation
package import Kernel
package import People
package import Storage
package import Timeline

/// A file of conversations on its way into the desk. What was interrupted goes on where it was; what was there already is counted, not doubled.
package struct ArchiveImportStore: Sendable {
    let line: Line
    let path: String
    package let format: ArchiveFormat
    package let source: Source
    private let options: ArchiveOptions
    private let runs: ImportRunStore

    package struct Result: Hashable, Sendable {
        /// Conversations that are new here, or to which something was added; those that were there; and what could not be taken.
        package var counts = ImportRunStore.Counts()
        /// Messages, answers and notes that this run took.
        package var said = 0
        package var rejectedPath: String?
        /// Somebody stopped it; what was taken is on disk, and the next run goes on behind it.
        package var isInterrupted = false
    }

    /// - Parameter source: key of the source; conversations are unique within it. Left out, it is that of the format.
    /// - Throws: a sentence when the file is none of conversations.
    package static func prepare(_ path: String, _ options: ArchiveOptions, into line: Line, source key: String?, at now: Instant) async throws
        -> ArchiveImportStore
    {
        let format = try options.format ?? ArchiveFormat.guessed(path: path)
        let source = try await line.source(key ?? "archive:\(format.rawValue)", name: key ?? format.name, medium: .file)
        guard source.medium == .file else {
            throw Failure.invalid("--source", "“\(source.key)” is a source of another kind: name another one for what comes by a file.")
        }
        let reading = "\(source.id)|\(format.rawValue)|\(options.own.joined(separator: " "))|\(options.users ?? "")"
        let fingerprint = try ImportRunStore.fingerprint(of: path, reading, now: now)
        return ArchiveImportStore(
            line: line, path: path, format: format, source: source, options: options, runs: ImportRunStore(fingerprint: fingerprint))
    }

    /// The first conversations of a file as they would be taken, and what would be rejected; nothing is written.
    package static func look(_ path: String, _ options: ArchiveOptions, rules: IdentityRules, own: Set<String> = [], at now: Instant) throws
        -> ArchiveLook
    {
        let format = try options.format ?? ArchiveFormat.guessed(path: path)
        let reader = try ArchiveReader(
            path: path, format: format, rules: rules, own: own.union(options.own.map { $0.lowercased() }),
            users: users(path, format, options), now: now)
        let batch = try reader.next() ?? ArchiveReader.Batch()
        if batch.isEmpty { throw Failure.invalid(path, "holds no conversations.") }
        return ArchiveLook(format, batch)
    }

    /// Reads the file to its end, from where an earlier run was interrupted.
    ///
    /// - Parameters:
    ///   - reporting: called after each batch that is on disk, with what was done so far.
    ///   - finishing: what else belongs into the transaction that notes the end.
    package func run(
        at now: Instant, reporting: @Sendable (ImportProgress, Result) async throws -> Void,
        finishing: @escaping @Sendable (Transaction, Result) throws -> Void = { _, _ in }
    ) async throws -> Result {
        var result = Result()
        result.counts = try await line.database.write { [runs, source] in try runs.begin(source: source.id, name: source.name, in: $0) }
        let reader = try await reader(at: now)
        try reader.skip(to: result.counts.records)
        let rejected = try RejectedFile(for: path, columns: ArchiveReader.rejectedColumns, isResumed: result.counts.records > 0)
        var progress = ImportProgress(startedAt: systemNow(), bytesTotal: reader.bytesTotal)
        let store = PastConversationStore(
            line: line, source: source, system: format == .throughline ? "" : format.name, staff: try await colleagues())
        while !Task.isCancelled, let batch = try next(reader, taken: result) {
            try rejected.append(batch.rejected)
            let before = result
            // What is cancelled while it is looked at is not written; the next run begins with it.
            do { result = try await take(batch, by: store, after: result, into: rejected) } catch is CancellationError { break }
            progress.bytesDone = batch.bytesDone
            progress.touchpoints += result.counts.accepted - before.counts.accepted
            progress.rejected += result.counts.rejected - before.counts.rejected
            try await reporting(progress, result)
        }
        try rejected.finish()
        result.rejectedPath = rejected.count > 0 ? rejected.path : nil
        result.isInterrupted = Task.isCancelled
        guard !result.isInterrupted else { return result }
        let done = result
        try await line.database.write { [runs] tx in
            try runs.finish(in: tx)
            try finishing(tx, done)
        }
        return result
    }
}

// MARK: - Parts

extension ArchiveImportStore {
    private func reader(at now: Instant) async throws -> ArchiveReader {
        let own = format == .mbox ? try await Self.ownAddresses(line) : []
        return try ArchiveReader(
            path: path, format: format, rules: line.rules, own: own.union(options.own.map { $0.lowercased() }),
            users: Self.users(path, format, options), now: now)
    }

    /// Addresses of mailboxes and of staff: what is from them is an answer.
    package static func ownAddresses(_ line: Line) async throws -> Set<String> {
        try await line.database.read { session in
            let rows = try session.rows("SELECT address FROM mailbox UNION SELECT email FROM staff")
            // A closed mailbox keeps its address behind a blank.
            return Set(try rows.map { row in String(try row.get(at: 0, as: String.self).split(separator: " ").last ?? "").lowercased() })
        }
    }

    private func colleagues() async throws -> [String: KnownColleague] {
        try await line.database.read { session in
            let working = Set(try ColleagueStore().all(session).map(\.id))
            let known = try session.rows("SELECT id, name, email FROM staff").map { row in
                let colleague = KnownColleague(id: try row.get("id"), name: try row.get("name"), isWorking: working.contains(try row.get("id")))
                return (try row.get("email", as: String.self).lowercased(), colleague)
            }
            return Dictionary(known, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Who is who, where the format has numbers for people.
    private static func users(_ path: String, _ format: ArchiveFormat, _ options: ArchiveOptions) throws -> ForeignUsers {
        guard format == .zendesk || format == .zammad else { return ForeignUsers() }
        var users = try ArchiveReader.users(in: path)
        if let other = options.users { users.add(try ArchiveReader.users(in: other)) }
        return users
    }

    /// The next batch; `nil` behind the last. Throws what ended the reading, once all that stood before was handed out.
    private func next(_ reader: ArchiveReader, taken result: Result) throws -> ArchiveReader.Batch? {
        do { return try reader.next() } catch Failure.invalid(let field, let reason) where result.counts.records > 0 {
            let counts = result.counts
            let all =
                "What stood before it is taken: \(counts.accepted + counts.duplicates) conversations. Mended and imported again, it adds the rest."
            throw Failure.invalid(field, reason.hasSuffix(".") ? "\(reason) \(all)" : "\(reason). \(all)")
        }
    }

    /// Writes a batch. A conversation that comes twice in it is taken in turn.
    private func take(
        _ batch: ArchiveReader.Batch, by store: PastConversationStore, after before: Result, into file: RejectedFile
    ) async throws -> Result {
        var result = before
        var turns = Self.turns(batch.conversations)
        if turns.isEmpty { turns = [[]] }
        for (place, turn) in turns.enumerated() {
            let isLast = place == turns.count - 1
            let (records, rejected) = (isLast ? batch.records : before.counts.records, isLast ? batch.rejected.count : 0)
            let fates = try await store.take(turn.map(\.past)) { [runs] tx, fates in
                var more = Self.counts(fates)
                more.rejected += rejected
                try runs.advance(to: records, more, in: tx)
            }
            let more = Self.counts(fates)
            result.counts.accepted += more.accepted
            result.counts.duplicates += more.duplicates
            result.counts.rejected += more.rejected + rejected
            result.said += fates.reduce(0) { if case .taken(let said) = $1 { $0 + said } else { $0 } }
            try file.append(Self.refused(turn, fates), isOnce: true)
        }
        result.counts.records = batch.records
        return result
    }

    /// In each turn no conversation comes twice, nor two of which one message says that they are one.
    private static func turns(_ conversations: [(line: Int, past: PastConversation)]) -> [[(line: Int, past: PastConversation)]] {
        var turns: [[(line: Int, past: PastConversation)]] = []
        var seen: Set<String> = []
        for one in conversations {
            let names = ["thread:\(one.past.thread)"] + one.past.kin
            if turns.isEmpty || !seen.isDisjoint(with: names) { (seen, turns) = ([], turns + [[]]) }
            seen.formUnion(names)
            turns[turns.count - 1].append(one)
        }
        return turns
    }

    private static func counts(_ fates: [PastConversationStore.Fate]) -> ImportRunStore.Counts {
        fates.reduce(into: ImportRunStore.Counts()) { counts, fate in
            switch fate {
            case .taken: counts.accepted += 1
            case .known: counts.duplicates += 1
            case .refused: counts.rejected += 1
            }
        }
    }

    private static func refused(_ turn: [(line: Int, past: PastConversation)], _ fates: [PastConversationStore.Fate]) -> [RejectedRow] {
        zip(turn, fates).compactMap { one, fate in
            guard case .refused(let reason) = fate else { return nil }
            // Nothing of those who were erased is written down anew.
            return RejectedRow(line: one.line, reason: reason, fields: [one.past.thread])
        }
    }
}
