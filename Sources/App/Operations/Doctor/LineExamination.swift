import Channels
import Kernel
import Storage

/// What is on the line, and what waits beside it.
struct LineExamination {
    func findings(_ session: Session) throws -> [Finding] {
        let counts = try ["touchpoint", "person", "source", "staff"].map { (table: String) -> String in
            let name = SQL(stringLiteral: table)
            let count = try session.value("SELECT COUNT(*) FROM \(name)", as: Int.self) ?? 0
            return "\(count) \(table)"
        }
        let findings = [
            Finding("rows", counts.joined(separator: ", ")), try positions(session), try rejected(session), try jobs(session),
        ]
        return findings + (try mailboxes(session)) + (try webhooks(session))
    }

    /// No number was handed out twice, or could be.
    private func positions(_ session: Session) throws -> Finding {
        let last = try session.value("SELECT COALESCE(MAX(position), 0) FROM touchpoint", as: Int64.self) ?? 0
        let counter = try session.value("SELECT value FROM counter WHERE name = 'position'", as: Int64.self) ?? -1
        return Finding("positions", "the line ends at \(last), the next number is \(counter + 1)", isTrouble: last > counter)
    }

    private func rejected(_ session: Session) throws -> Finding {
        let open = try session.value("SELECT COUNT(*) FROM rejected_event WHERE settled_at IS NULL", as: Int.self) ?? 0
        return Finding("rejected", open == 0 ? "no event waits to be corrected" : "\(open) events wait to be corrected, in the settings")
    }

    /// Those that something is wrong with; what, the settings say.
    private func mailboxes(_ session: Session) throws -> [Finding] {
        try MailboxStore.all(session).compactMap { mailbox in
            mailbox.alarm(at: systemNow()).map { Finding("mail", "\(mailbox.address) is \($0.words): see Settings › Mailboxes", isTrouble: true) }
        }
    }

    /// Those that take nothing.
    private func webhooks(_ session: Session) throws -> [Finding] {
        try WebhookStore.list(session).filter { $0.state == .failing }.map {
            Finding("webhook", "\($0.name) takes nothing (\($0.fault)): see Settings › Webhooks", isTrouble: true)
        }
    }

    private func jobs(_ session: Session) throws -> Finding {
        let jobs = try JobStore().figures(at: systemNow(), session)
        let words = "\(jobs.waiting) wait (\(jobs.late) late), \(jobs.running) run, \(jobs.abandoned) were given up"
        return Finding("jobs", jobs.abandoned > 0 ? words + ": see Settings › Jobs for the reasons" : words, isTrouble: jobs.abandoned > 0)
    }
}
