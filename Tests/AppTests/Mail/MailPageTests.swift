import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Mail
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App
@testable import Channels
@testable import Desk

@Suite struct `Setting up a mailbox` {
    private static let fields: KeyValuePairs<String, String?> = [
        "address": "Help@Shop.example", "name": "Help", "signature": "", "silent_after": "24", "imap_host": "imap.shop.example", "imap_port": "993",
        "imap_security": "tls", "imap_user": "help", "imap_password": "zq7secret", "imap_folder": "INBOX", "smtp_host": "", "smtp_port": "465",
        "smtp_security": "tls", "smtp_user": "", "smtp_password": "",
    ]

    private func fields(_ changes: [String: String]) -> KeyValuePairs<String, String?> {
        // Few fields and a fixed order: a literal is what a form is made of.
        func value(_ name: String) -> String? { changes[name] ?? Self.fields.first { $0.key == name }?.value }
        return [
            "address": value("address"), "name": value("name"), "signature": value("signature"), "silent_after": value("silent_after"),
            "imap_host": value("imap_host"), "imap_port": value("imap_port"), "imap_security": value("imap_security"),
            "imap_user": value("imap_user"), "imap_password": value("imap_password"), "imap_folder": value("imap_folder"),
            "smtp_host": value("smtp_host"), "smtp_port": value("smtp_port"), "smtp_security": value("smtp_security"),
            "smtp_user": value("smtp_user"), "smtp_password": value("smtp_password"),
        ]
    }

    @Test(arguments: engines) func `keeps its password, and shows it to nobody`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let added = try await office.submit("/settings/mailboxes", Self.fields)
            #expect(added.target == "/settings/mailboxes/1")
            for path in ["/settings/mailboxes", "/settings/mailboxes/1", "/settings/changes"] {
                #expect(try await !office.page(path).said.contains("zq7secret"))
            }
            #expect(try await office.page("/settings/mailboxes").said.contains("help@shop.example"))
            let changed = try await office.submit("/settings/mailboxes/1?_method=put", fields(["imap_password": "", "name": "Help at Shop"]))
            #expect(changed.target == "/settings/mailboxes/1")
            let mailbox = try #require(try await MailboxStore(database: office.database).all().first)
            #expect(mailbox.fetching?.server.password == "zq7secret" && mailbox.name == "Help at Shop")
        }
    }

    @Test(arguments: [["imap_host": "evil.example"], ["imap_security": "none"], ["imap_user": "eve"]]) func `sends a password to no other server`(
        change: [String: String]
    ) async throws {
        try await withOffice { office async throws in
            _ = try await office.submit("/settings/mailboxes", Self.fields)
            let moved = try await office.submit(
                "/settings/mailboxes/1?_method=put", fields(change.merging(["imap_password": ""]) { first, _ in first }))
            #expect(moved.status == .unprocessableContent && moved.said.contains("must be typed for a new server or account"))
            #expect(try await MailboxStore(database: office.database).all().first?.fetching?.server.host == "imap.shop.example")
        }
    }

    @Test(arguments: [
        ("address", "nobody", "must be an email address"), ("address", "a@b c", "must be an email address"), ("name", "", "must not be empty"),
        ("imap_host", "mail.example.com/x", "must be the name or the address of a server"), ("imap_port", "99999", "must be between 1 and 65"),
        ("silent_after", "-1", "must be between 0 and 8"),
    ])
    func `says at the field what cannot be`(field: String, value: String, reason: String) async throws {
        try await withOffice { office async throws in
            let refused = try await office.submit("/settings/mailboxes", fields([field: value]))
            #expect(refused.status == .unprocessableContent && refused.said.contains(reason) && !refused.said.contains("zq7secret"))
            #expect(try await MailboxStore(database: office.database).all().isEmpty)
        }
    }

    @Test func `is done once for an address, and undone without losing what came`() async throws {
        try await withOffice { office async throws in
            _ = try await office.submit("/settings/mailboxes", Self.fields)
            #expect(try await office.submit("/settings/mailboxes", Self.fields).said.contains("is a mailbox here already"))
            try await MailIntakeStore(database: office.database, wake: {}).keep(Array("From: a@b.example\n\nHello".utf8), for: "help@shop.example")
            #expect(try await office.submit("/settings/mailboxes/1?_method=delete").target == "/settings/mailboxes")
            let passwords: String? = try await office.database.read { try $0.value("SELECT imap_password FROM mailbox") }
            #expect(passwords?.isEmpty == true)
            #expect(try await office.page("/settings/mail").said.contains("Received"))
            #expect(try await office.submit("/settings/mailboxes", Self.fields).target == "/settings/mailboxes/2")
        }
    }
}

@Suite struct `What came by mail` {
    private static let letter = """
        From: Ada <ada@example.com>
        Subject: Dented
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/html; charset=utf-8

        <p onclick="alert(1)">It is <b>dented</b>.<script>alert(2)</script><img src="https://evil.example/pixel.png"></p>
        --x
        Content-Type: text/html; name="счёт.html"
        Content-Disposition: attachment; filename="счёт.html"

        <script>alert(3)</script>
        --x--
        """

    private func withLetter(_ body: @escaping @Sendable (Office, String) async throws -> Void) async throws {
        try await withOffice { office async throws in
            _ = try await MailboxStore(database: office.database).add(MailboxDraft(address: "help@shop.example", name: "Help"), by: ID(bits: 1))
            let kept = try await MailIntakeStore(database: office.database, wake: {}).keep(Array(Self.letter.utf8), for: "help@shop.example")
            try await MailFilingStore(line: office.line).file(kept.id)
            try await body(office, "\(kept.id)")
        }
    }

    @Test func `is shown in a document that can do nothing`() async throws {
        try await withLetter { office, id in
            let page = try await office.page("/inbox/mail/\(id)/body")
            let policy = page.headers[.contentSecurityPolicy] ?? ""
            #expect(page.status == .ok && page.said.contains("<p>It is <b>dented</b>.</p>") && !page.said.contains("alert"))
            #expect(policy.contains("default-src 'none'") && policy.contains("sandbox") && !policy.contains("script") && !policy.contains("img-src"))
            #expect(!page.said.contains("evil.example"))
            let shown = try await office.page("/inbox/mail/\(id)/body?images=shown")
            #expect(shown.said.contains("https://evil.example/pixel.png") && shown.headers[.contentSecurityPolicy]?.contains("img-src") == true)
        }
    }

    @Test func `is saved as a file, and never opened in place`() async throws {
        try await withLetter { office, id in
            let file = try await office.page("/inbox/mail/\(id)/file?place=0")
            #expect(file.said == "<script>alert(3)</script>" && file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"____.html\"; filename*=UTF-8''%D1%81%D1%87%D1%91%D1%82.html")
            for path in ["/inbox/mail/\(id)/file?place=1", "/inbox/mail/\(id)/file", "/inbox/mail/\(ID<Never>(bits: 9))/body"] {
                #expect(try await office.page(path).status == .notFound)
            }
            let raw = try await office.page("/settings/mail/\(id)/raw")
            #expect(raw.said == Self.letter && raw.headers[.contentDisposition]?.hasPrefix("attachment") == true)
        }
    }
}
