import Mail

/// What the servers of a mailbox answered when they were asked.
struct MailboxTrial: Sendable {
    /// How many messages lie in the folder; `nil` where nothing is fetched.
    var fetching: Result<Int, MailFault>?
    var sending: Result<String, MailFault>?

    static func run(_ mailbox: Mailbox) async -> MailboxTrial {
        async let fetching = mailbox.fetching.asyncMap { fetching in
            await result { try await MailFetching.look(fetching.server, fetching.folder).messages }
        }
        async let sending = mailbox.sending.asyncMap { server in
            await result { try await MailSending.tried(server, as: mailbox.sender.domain) }
        }
        return await MailboxTrial(fetching: fetching, sending: sending)
    }

    private static func result<Answer>(_ ask: () async throws -> Answer) async -> Result<Answer, MailFault> {
        do { return .success(try await ask()) } catch { return .failure(error as? MailFault ?? MailFault(.silence, "\(error)")) }
    }
}

extension Optional {
    fileprivate func asyncMap<Answer>(_ body: (Wrapped) async -> Answer) async -> Answer? {
        guard let self else { return nil }
        return await body(self)
    }
}
