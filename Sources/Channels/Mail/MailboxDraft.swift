import Kernel
import Mail
import Web

/// A mailbox as somebody sets it up.
struct MailboxDraft: Sendable {
    var address: String
    var name: String
    var signature = ""
    var takesDetails = false
    var fetching: MailServer?
    var folder = "INBOX"
    var readsAll = false
    var sending: MailServer?
    var silentAfter = 0

    /// For the records: servers and who signs in, never a password.
    var summary: String {
        [("imap", fetching), ("smtp", sending)].compactMap { name, server in
            server.map { "\(name) \($0.host):\($0.port) \($0.security.rawValue)\($0.user.isEmpty ? "" : " \($0.user)")" }
        }.joined(separator: "; ")
    }
}

extension MailboxDraft {
    /// - Parameter before: has the passwords that are not typed again.
    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    init(_ form: Form, before: Mailbox?) throws {
        address = try form.text("address", 3...254).lowercased()
        try Failure.require(MailAddress.isAddress(address), "address", "must be an email address such as help@example.com")
        name = try form.text("name", 1...100)
        signature = try form.text("signature", 0...2_000)
        takesDetails = form.has("takes_details")
        fetching = try Self.server(form, "imap", before: before?.fetching?.server)
        folder = try form.optional("imap_folder").map { _ in try form.text("imap_folder", 1...200) } ?? "INBOX"
        readsAll = form.has("imap_all")
        sending = try Self.server(form, "smtp", before: before?.sending)
        silentAfter = try form.optional("silent_after").map { _ in try form.int("silent_after", 0...8_760) } ?? 0
    }

    /// `nil` where no host is named.
    private static func server(_ form: Form, _ name: String, before: MailServer?) throws -> MailServer? {
        guard let host = form.optional("\(name)_host") else { return nil }
        let isName = host.utf8.count <= 253 && host.utf8.allSatisfy { (0x2D...0x7A).contains($0) && $0 != 0x2F && !(0x3B...0x40).contains($0) }
        try Failure.require(isName, "\(name)_host", "must be the name or the address of a server, such as mail.example.com")
        let port = try form.int("\(name)_port", 1...65_535)
        guard let security = MailServer.Security(rawValue: form["\(name)_security"]) else {
            throw Failure.invalid("\(name)_security", "must be one of the choices")
        }
        let (user, typed) = (try form.text("\(name)_user", 0...254), try form.text("\(name)_password", 0...500))
        // What is not typed again stays, but for the same server alone: a password is not sent where it was not meant for.
        let isSame = before.map { $0.host == host && $0.user == user && $0.security == security } ?? false
        if typed.isEmpty, !user.isEmpty, !isSame { throw Failure.invalid("\(name)_password", "must be typed for a new server or account") }
        let password = user.isEmpty ? "" : typed.isEmpty ? before?.password ?? "" : typed
        return MailServer(host: host, port: port, security: security, user: user, password: password)
    }
}

extension Mailbox {
    /// What stands in the fields; a password never does.
    var fields: [String: String] {
        var fields = [
            "address": address, "name": name, "signature": signature, "takes_details": takesDetails ? "on" : "", "silent_after": "\(silentAfter)",
            "imap_folder": fetching?.folder ?? "INBOX", "imap_all": fetching?.readsAll == true ? "on" : "",
        ]
        for (name, server, port) in [("imap", fetching?.server, 993), ("smtp", sending, 465)] {
            fields["\(name)_host"] = server?.host ?? ""
            fields["\(name)_port"] = "\(server?.port ?? port)"
            fields["\(name)_security"] = (server?.security ?? .tls).rawValue
            fields["\(name)_user"] = server?.user ?? ""
        }
        return fields
    }

    /// Of one that is to be set up.
    static let newFields = [
        "imap_folder": "INBOX", "imap_port": "993", "imap_security": "tls", "smtp_port": "465", "smtp_security": "tls", "silent_after": "24",
    ]
}
