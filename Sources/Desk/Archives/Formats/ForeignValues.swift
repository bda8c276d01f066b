import Channels
import Kernel
import Mail
import People

/// Reads one object of a file as a conversation.
protocol ArchiveParser: Sendable {
    /// - Throws: `ArchiveFault` when it is none.
    func conversation(_ json: JSONValue) throws(ArchiveFault) -> PastConversation
}

extension JSONValue {
    /// A text or a number, as text; `nil` for nothing.
    func word(_ name: StaticString) -> String? { self[name]?.plain.flatMap { $0.isEmpty ? nil : $0 } }

    /// A moment, written as ISO 8601 or as seconds since 1970.
    func moment(_ name: StaticString) -> Instant? {
        guard let value = self[name] else { return nil }
        guard let seconds = value.double ?? value.string.flatMap(Double.init) else { return value.string.flatMap { Instant($0) } }
        guard abs(seconds) < 1e11 else { return abs(seconds) < 1e14 ? Instant(microseconds: Int64(seconds * 1_000)) : nil }
        return Instant(microseconds: Int64((seconds * 1_000_000).rounded()))
    }

    /// The values of a list, as texts.
    func words(_ name: StaticString) -> [String] { self[name]?.elements.compactMap(\.plain) ?? [] }
}

extension PastPerson {
    /// - Parameter otherwise: what they are recognised by where nothing else is known of them.
    init(name: String?, email: String?, phone: String?, id: String? = nil, otherwise: String? = nil) {
        let known = [
            id.flatMap { Identifier(.userID, $0) }, email.flatMap { Identifier(.email, $0) }, phone.flatMap { Identifier(.phone, $0) },
        ].compactMap(\.self).filter { !$0.namesNobody }
        let last = known.isEmpty ? otherwise.flatMap { Identifier(.anonymousID, $0) } : nil
        self.init(name: name ?? "", identifiers: known + [last].compactMap(\.self))
    }
}

/// What is said with the names of the files that came along: the files themselves are in no export.
func saying(_ text: String, with files: [String]) -> String {
    guard !files.isEmpty else { return text }
    let names = files.map { "[\($0)]" }.joined(separator: "\n")
    return text.asSaid.isEmpty ? names : "\(text)\n\n\(names)"
}

/// Who the users of another help desk are, by their numbers there.
struct ForeignUsers: Sendable {
    struct User: Hashable, Sendable {
        var name: String?
        var email: String?
        var phone: String?
        /// `nil` where nothing says so.
        var isStaff: Bool?
    }

    private var users: [String: User] = [:]

    var isEmpty: Bool { users.isEmpty }

    subscript(id: String?) -> User? { id.flatMap { users[$0] } }

    /// Takes note of somebody, as Zendesk and Zammad write users.
    mutating func add(_ json: JSONValue) {
        guard let id = json.word("id") else { return }
        users[id] = User(json)
    }

    mutating func add(_ others: ForeignUsers) { users.merge(others.users) { _, new in new } }
}

extension ForeignUsers.User {
    init(_ json: JSONValue) {
        let names = [json.word("firstname"), json.word("lastname")].compactMap(\.self).joined(separator: " ")
        name = json.word("name") ?? (names.isEmpty ? nil : names)
        email = json.word("email") ?? json.word("login").flatMap { $0.contains("@") ? $0 : nil }
        phone = json.word("phone") ?? json.word("mobile") ?? json.word("phone_number")
        // Zendesk has one role by its name; Zammad several, expanded to their names.
        let roles = ([json.word("role")].compactMap(\.self) + json.words("roles")).map { $0.lowercased() }
        isStaff = roles.isEmpty ? nil : roles.contains { $0 == "agent" || $0 == "admin" }
    }

    var colleague: PastColleague { PastColleague(name: name ?? "", email: email ?? "") }
}

extension MailAddress {
    /// As it stands in a line of the head: `Kim Lee <kim@example.com>`, `kim@example.com`; `nil` of what holds no address.
    init?(header text: String) {
        guard let open = text.lastIndex(of: "<"), let end = text[open...].firstIndex(of: ">") else {
            let address = text.asSaid
            guard Self.isAddress(address) else { return nil }
            self.init(address: address)
            return
        }
        let address = String(text[text.index(after: open)..<end])
        guard Self.isAddress(address) else { return nil }
        self.init(name: String(text[..<open].filter { $0 != "\"" }).asSaid, address: address)
    }
}
