import Kernel
import Mail
import Storage

/// Fetches mail, each mailbox by one server at a time. A message counts as read in the transaction in which it is kept.
struct MailFetchWorker: Sendable {
    let mailboxes: MailboxStore
    let intake: MailIntakeStore

    /// A server that dies while it fetches keeps others from it for so long.
    fileprivate static let lease = Duration.minutes(10)

    func run() async throws {
        let fetching = try await mailboxes.all().filter { $0.fetching != nil }
        await withDiscardingTaskGroup { group in
            for mailbox in fetching { group.addTask { await fetch(mailbox) } }
        }
    }

    /// What goes wrong is told at the mailbox, and tried again.
    private func fetch(_ mailbox: Mailbox) async {
        do {
            guard try await mailboxes.lease(mailbox.number, for: Self.lease) else { return }
            // Another server may have read on since the list was made.
            let mailbox = try await mailboxes.find(mailbox.number)
            guard let fetching = mailbox.fetching else { return try await mailboxes.fetched(mailbox.number, fault: nil) }
            do {
                try await fetch(mailbox, fetching)
                try await mailboxes.fetched(mailbox.number, fault: nil)
            } catch let fault as MailFault {
                try await mailboxes.fetched(mailbox.number, fault: fault.kept)
            }
        } catch is Outage {
            // The lease runs out, and then somebody fetches.
        } catch is CancellationError {
            // The server stops.
        } catch {
            // What nobody thought of is told as well, so that the mailbox does not stand still in silence; an outage meanwhile is none of it.
            try? await mailboxes.fetched(mailbox.number, fault: MailFault(.silence, "\(error)").kept)
        }
    }

    private func fetch(_ mailbox: Mailbox, _ fetching: Mailbox.Fetching) async throws {
        guard fetching.place != nil || fetching.readsAll else {
            let found = try await MailFetching.look(fetching.server, fetching.folder)
            return try await mailboxes.begin(mailbox.number, fetching, at: found.end)
        }
        try await MailFetching.fetch(fetching.server, fetching.folder, after: fetching.place) { [intake, mailboxes] message, place in
            // What was there before we were told to read is not ours, also when its numbers are new.
            let isOld = !fetching.readsAll && message.receivedAt.map { $0 < mailbox.createdAt } ?? false
            let isSameFolder = fetching.place?.validity == place.validity
            if message.isTooLarge, !isOld || isSameFolder {
                return try await intake.note(tooLarge: message.size, "\(place.validity):\(place.uid)", for: mailbox) {
                    try MailboxStore.read(mailbox.number, fetching, to: place, in: $0)
                }
            }
            guard let bytes = message.bytes, !isOld || isSameFolder else { return try await mailboxes.read(mailbox.number, fetching, to: place) }
            try await intake.keep(bytes, for: mailbox.address, receivedAt: message.receivedAt) {
                try MailboxStore.read(mailbox.number, fetching, to: place, in: $0)
            }
        }
    }
}

extension MailboxStore {
    fileprivate func read(_ number: Int64, _ fetching: Mailbox.Fetching, to place: MailFetching.Place) async throws {
        try await database.write { try Self.read(number, fetching, to: place, in: $0) }
    }

    /// Also keeps the lease. Where somebody has set another folder meanwhile, how far this one was read says nothing of that.
    fileprivate static func read(_ number: Int64, _ fetching: Mailbox.Fetching, to place: MailFetching.Place, in tx: Transaction) throws {
        try tx.run(
            """
            UPDATE mailbox SET imap_validity = \(place.validity), imap_uid = \(place.uid), leased_until = \(tx.now.adding(MailFetchWorker.lease))
            WHERE number = \(number) AND \(isFolder(fetching))
            """)
    }
}
