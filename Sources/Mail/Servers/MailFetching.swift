package import Kernel

/// Fetches what lies in a folder of a mailbox (RFC 3501), by the numbers that its server gives, and changes nothing there.
package enum MailFetching {
    /// How far a folder has been read.
    package struct Place: Hashable, Sendable {
        /// The server gives another when its numbers mean something else than before.
        package var validity: Int64
        /// The last number that was read.
        package var uid: Int64

        package init(validity: Int64, uid: Int64) { (self.validity, self.uid) = (validity, uid) }
    }

    package struct Fetched: Sendable {
        package let uid: Int64
        /// `nil` of one that is larger than is read, or gone meanwhile.
        package let bytes: [UInt8]?
        package let isTooLarge: Bool
        package let size: Int
        /// When that server had it.
        package let receivedAt: Instant?
    }

    /// What is found at first.
    package struct Beginning: Sendable {
        /// Everything there is counts as read: what comes from now on is not.
        package let end: Place
        package let messages: Int
    }

    /// - Throws: `MailFault`.
    package static func look(_ server: MailServer, _ folder: String) async throws -> Beginning {
        try await MailThreads.run {
            let session = try IMAPSession(server)
            defer { session.close() }
            let found = try session.examine(folder)
            let last = try session.waiting(after: max(0, found.next - 2)).last?.uid ?? max(0, found.next - 1)
            return Beginning(end: Place(validity: found.validity, uid: last), messages: found.count)
        }
    }

    /// Reads what came after a place, in the order of its numbers: each message is kept before the next is asked for. A folder whose numbers
    /// mean something else now is read from its beginning.
    ///
    /// - Parameters:
    ///   - place: `nil` reads everything.
    ///   - keep: returns once it is kept, and the place with it.
    /// - Throws: `MailFault`, or what `keep` throws.
    package static func fetch(
        _ server: MailServer, _ folder: String, after place: Place?, keep: @escaping @Sendable (Fetched, Place) async throws -> Void
    ) async throws {
        let box = try await MailThreads.run { try SessionBox(IMAPSession(server)) }
        do {
            let found = try await MailThreads.run { try box.session.examine(folder) }
            let last = place?.validity == found.validity ? place?.uid ?? 0 : 0
            let waiting = try await MailThreads.run { try box.session.waiting(after: last) }
            for message in waiting {
                try Task.checkCancellation()
                let bytes = message.size > MailLimits.size ? nil : try await MailThreads.run { try box.session.message(message.uid) }
                let fetched = Fetched(
                    uid: message.uid, bytes: bytes, isTooLarge: message.size > MailLimits.size, size: message.size, receivedAt: message.receivedAt)
                try await keep(fetched, Place(validity: found.validity, uid: message.uid))
            }
            _ = try? await MailThreads.run { box.session.close() }  // All is read: a server that does not hear a farewell loses nothing.
        } catch {
            _ = try? await MailThreads.run { box.session.close() }  // What went wrong first is what is told.
            throw error
        }
    }

    /// A session that is used by one thread after the other, and never by two at once.
    private final class SessionBox: @unchecked Sendable {
        let session: IMAPSession
        init(_ session: IMAPSession) { self.session = session }
    }
}
