import Foundation
import Kernel
import Mail
package import Storage
import Timeline
import Web

/// Mailboxes, and how it goes with them.
package struct MailboxStore: Sendable {
    let database: any Database
    let recording: SettingsChange.Recording

    package init(database: any Database) { self.init(database: database, recording: { _, _ in }) }

    init(database: any Database, recording: @escaping SettingsChange.Recording) { (self.database, self.recording) = (database, recording) }

    package func all() async throws -> [Mailbox] { try await database.read { try Self.all($0) } }

    package static func all(_ reading: some Storage.Reading) throws -> [Mailbox] {
        try reading.rows("SELECT * FROM mailbox WHERE closed_at IS NULL ORDER BY address LIMIT 1000").map(Mailbox.init)
    }

    /// By which mail goes out that came to no mailbox of ours: the first that was set up and sends.
    package static func firstSending(_ reading: some Storage.Reading) throws -> Mailbox? {
        try reading.first("SELECT * FROM mailbox WHERE closed_at IS NULL AND smtp_host <> '' ORDER BY number LIMIT 1").map(Mailbox.init)
    }

    /// Also one that was closed, for mail that came before.
    ///
    /// - Throws: `missing`.
    package static func find(_ number: Int64, _ reading: some Storage.Reading) throws -> Mailbox {
        guard let row = try reading.first("SELECT * FROM mailbox WHERE number = \(number)") else { throw Failure.missing("This mailbox") }
        return try Mailbox(row)
    }

    func find(_ number: Int64) async throws -> Mailbox {
        try await database.read { session in
            guard let row = try session.first("SELECT * FROM mailbox WHERE number = \(number) AND closed_at IS NULL") else {
                throw Failure.missing("This mailbox")
            }
            return try Mailbox(row)
        }
    }

    /// Which mailbox answers what came to this one: itself or, once it is closed, the one that has its address now; `nil` when none has.
    package static func answering(for number: Int64, _ reading: some Storage.Reading) throws -> Mailbox? {
        let mailbox = try find(number, reading)
        guard let blank = mailbox.address.firstIndex(of: " ") else { return mailbox }
        return try find(for: String(mailbox.address[mailbox.address.index(after: blank)...]), reading)
    }

    /// The mailbox that mail for an address comes to: of that address, or of the address without what stands behind a plus.
    package static func find(for address: String, _ reading: some Storage.Reading) throws -> Mailbox? {
        let key = address.lowercased()
        let parts = key.split(separator: "@", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let plain = "\(parts[0].prefix { $0 != "+" })@\(parts[1])"
        return try reading.first(
            """
            SELECT * FROM mailbox WHERE address IN \(list: [key, plain]) AND closed_at IS NULL
            ORDER BY CASE WHEN address = \(key) THEN 0 ELSE 1 END LIMIT 1
            """
        ).map(Mailbox.init)
    }

    // MARK: - By staff

    /// - Throws: `invalid` when there is one of this address.
    func add(_ draft: MailboxDraft, by staff: ID<Viewer>) async throws -> Int64 {
        try await database.write { [self] tx in
            try Self.requireFree(draft.address, except: 0, tx)
            let number: Int64 = try tx.value("SELECT COALESCE(MAX(number), 0) + 1 FROM mailbox") ?? 1
            let (fetching, sending) = (draft.fetching ?? .none, draft.sending ?? .none)
            try tx.run(
                """
                INSERT INTO mailbox (number, address, name, signature, takes_details, imap_host, imap_port, imap_security, imap_user, imap_password,
                imap_folder, imap_all, smtp_host, smtp_port, smtp_security, smtp_user, smtp_password, silent_after, fetch_fault, send_fault,
                created_at)
                VALUES (\(number), \(draft.address), \(draft.name), \(draft.signature), \(draft.takesDetails), \(fetching.host), \(fetching.port),
                \(fetching.security.rawValue), \(fetching.user), \(fetching.password), \(draft.folder), \(draft.readsAll), \(sending.host),
                \(sending.port), \(sending.security.rawValue), \(sending.user), \(sending.password), \(draft.silentAfter), '', '', \(tx.now))
                """)
            try recording(SettingsChange(action: .mailbox(.added), subject: draft.address, detail: draft.summary, staff: staff), tx)
            return number
        }
    }

    /// A folder on another server, or of another name, is read from its beginning: what was taken before is known, and comes once.
    func change(_ number: Int64, _ draft: MailboxDraft, by staff: ID<Viewer>) async throws {
        try await database.write { [self] tx in
            let before = try Self.find(number, tx)
            try Self.requireFree(draft.address, except: number, tx)
            let (fetching, sending) = (draft.fetching ?? .none, draft.sending ?? .none)
            let isSameFolder =
                before.fetching.map { $0.server.host == fetching.host && $0.server.user == fetching.user && $0.folder == draft.folder } ?? false
            let place = isSameFolder ? before.fetching?.place : nil
            try tx.run(
                """
                UPDATE mailbox SET address = \(draft.address), name = \(draft.name), signature = \(draft.signature),
                takes_details = \(draft.takesDetails), imap_host = \(fetching.host), imap_port = \(fetching.port),
                imap_security = \(fetching.security.rawValue), imap_user = \(fetching.user), imap_password = \(fetching.password),
                imap_folder = \(draft.folder), imap_all = \(draft.readsAll), imap_validity = \(place?.validity), imap_uid = \(place?.uid),
                smtp_host = \(sending.host), smtp_port = \(sending.port), smtp_security = \(sending.security.rawValue), smtp_user = \(sending.user),
                smtp_password = \(sending.password), silent_after = \(draft.silentAfter), fetch_failing_since = NULL, fetch_fault = '',
                send_failing_since = NULL, send_fault = '', leased_until = NULL WHERE number = \(number)
                """)
            try recording(SettingsChange(action: .mailbox(.changed), subject: draft.address, detail: draft.summary, staff: staff), tx)
        }
    }

    /// Its mail stays; its passwords go.
    func close(_ number: Int64, by staff: ID<Viewer>) async throws {
        try await database.write { [self] tx in
            let mailbox = try Self.find(number, tx)
            try tx.run(
                """
                UPDATE mailbox SET closed_at = \(tx.now), imap_password = '', smtp_password = '', address = \("\(number) \(mailbox.address)")
                WHERE number = \(number) AND closed_at IS NULL
                """)
            try recording(SettingsChange(action: .mailbox(.closed), subject: mailbox.address, detail: "", staff: staff), tx)
        }
    }

    private static func requireFree(_ address: String, except number: Int64, _ tx: Transaction) throws {
        let taken = try tx.first("SELECT 1 FROM mailbox WHERE address = \(address) AND number <> \(number)") != nil
        try Failure.require(!taken, "address", "is a mailbox here already")
    }
}

// MARK: - How it goes

extension MailboxStore {
    /// The right to fetch for a while: of several servers one has it.
    func lease(_ number: Int64, for time: Duration) async throws -> Bool {
        try await database.write { tx in
            try tx.run(
                """
                UPDATE mailbox SET leased_until = \(tx.now.adding(time)) WHERE number = \(number) AND closed_at IS NULL
                AND (leased_until IS NULL OR leased_until <= \(tx.now))
                """) == 1
        }
    }

    /// - Parameter fault: what was said; `nil` when all went well.
    func fetched(_ number: Int64, fault: String?) async throws {
        try await database.write { tx in
            try tx.run(
                """
                UPDATE mailbox SET leased_until = NULL, fetched_at = \(tx.now), fetch_fault = \(fault ?? ""),
                fetch_failing_since = \(fault == nil ? "NULL" : "COALESCE(fetch_failing_since, \(tx.now))" as SQL) WHERE number = \(number)
                """)
        }
    }

    package static func sent(_ number: Int64, fault: String?, in tx: Transaction) throws {
        try tx.run(
            """
            UPDATE mailbox SET send_fault = \(fault ?? ""),
            send_failing_since = \(fault == nil ? "NULL" : "COALESCE(send_failing_since, \(tx.now))" as SQL) WHERE number = \(number)
            """)
    }

    /// What lies in a folder that is not to be read counts as read.
    func begin(_ number: Int64, _ fetching: Mailbox.Fetching, at place: MailFetching.Place) async throws {
        try await database.write { tx in
            try tx.run(
                """
                UPDATE mailbox SET imap_validity = \(place.validity), imap_uid = \(place.uid)
                WHERE number = \(number) AND imap_validity IS NULL AND \(Self.isFolder(fetching))
                """)
        }
    }

    /// Of a row: whether it is still this folder that is read.
    static func isFolder(_ fetching: Mailbox.Fetching) -> SQL {
        "imap_host = \(fetching.server.host) AND imap_user = \(fetching.server.user) AND imap_folder = \(fetching.folder)"
    }
}

extension MailServer {
    fileprivate static let none = MailServer(host: "", port: 0, security: .none)

    fileprivate init?(_ row: Row, _ name: String) throws {
        let host: String = try row.get("\(name)_host")
        guard !host.isEmpty else { return nil }
        self.init(
            host: host, port: try row.get("\(name)_port"), security: Security(rawValue: try row.get("\(name)_security")) ?? .tls,
            user: try row.get("\(name)_user"), password: try row.get("\(name)_password"))
    }
}

extension Mailbox {
    init(_ row: Row) throws {
        var standing = Standing()
        (standing.receivedAt, standing.fetchedAt) = (try row.find("received_at"), try row.find("fetched_at"))
        (standing.fetchFailingSince, standing.fetchFault) = (try row.find("fetch_failing_since"), try row.get("fetch_fault"))
        (standing.sendFailingSince, standing.sendFault) = (try row.find("send_failing_since"), try row.get("send_fault"))
        let validity: Int64? = try row.find("imap_validity")
        let place = try validity.map { MailFetching.Place(validity: $0, uid: try row.find("imap_uid") ?? 0) }
        let fetching = try MailServer(row, "imap").map {
            Fetching(server: $0, folder: try row.get("imap_folder"), readsAll: try row.get("imap_all"), place: place)
        }
        self.init(
            number: try row.get("number"), address: try row.get("address"), name: try row.get("name"), signature: try row.get("signature"),
            takesDetails: try row.get("takes_details"), fetching: fetching, sending: try MailServer(row, "smtp"),
            silentAfter: try row.get("silent_after"), standing: standing, createdAt: try row.get("created_at"))
    }
}
