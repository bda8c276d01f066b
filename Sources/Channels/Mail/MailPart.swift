package import Mail
import Storage
package import Timeline
package import Web

/// Mail on its way in, and the pages on which it is set up and looked over.
package struct MailPart: Sendable {
    private let line: Line
    private let recording: SettingsChange.Recording
    private let intake: MailIntakeStore

    /// - Parameter wake: tells the workers that there is something to do.
    package init(line: Line, recording: @escaping SettingsChange.Recording, wake: @escaping @Sendable () -> Void) {
        (self.line, self.recording) = (line, recording)
        intake = MailIntakeStore(database: line.database, wake: wake)
    }

    package var routes: [any Routable] {
        let mailboxes = MailboxStore(database: line.database, recording: recording)
        return [MailboxRoutes(mailboxes: mailboxes), MailJournalRoutes(journal: MailJournalStore(database: line.database))]
    }

    /// For the company's own mail server.
    package var reception: MailReception {
        MailReception(
            knows: { [line] address in try await line.database.read { try MailboxStore.find(for: address, $0) } != nil },
            keep: { [intake] message, recipient in try await intake.keep(message, for: recipient) })
    }

    /// Takes a message that a command was given.
    ///
    /// - Throws: `missing` when there is no mailbox for it.
    package func keep(_ message: [UInt8], for recipient: String) async throws { try await intake.keep(message, for: recipient) }

    /// Fetches from every mailbox that is to be fetched from.
    package func fetch() async throws { try await MailFetchWorker(mailboxes: MailboxStore(database: line.database), intake: intake).run() }
}
