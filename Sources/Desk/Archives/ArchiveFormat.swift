import Channels
package import Kernel

/// What a file of conversations is written as.
package enum ArchiveFormat: String, CaseIterable, Codable, Sendable {
    /// What `throughline conversations export` writes.
    case throughline
    /// Tickets with their `comments`.
    case zendesk
    /// Conversations with their `messages`.
    case chatwoot
    /// Tickets with their `articles`.
    case zammad
    /// Mail, one message behind another (RFC 4155).
    case mbox

    package var name: String {
        switch self {
        case .throughline: "Throughline"
        case .zendesk: "Zendesk"
        case .chatwoot: "Chatwoot"
        case .zammad: "Zammad"
        case .mbox: "mbox"
        }
    }

    static let names = allCases.map(\.rawValue).joined(separator: ", ")

    /// - Throws: `invalid` when there is none of this name.
    package init(named name: String) throws {
        guard let format = Self(rawValue: name.lowercased()) else { throw Failure.invalid("--format", "must be one of \(Self.names)") }
        self = format
    }

    /// Lists of the envelopes in which answers of APIs come.
    static let lists: Set<String> = ["tickets", "users", "conversations", "payload", "data.payload"]

    /// Told by the first lines, or by the names in the first object.
    ///
    /// - Throws: a sentence when the file is none of these.
    package static func guessed(path: String) throws -> ArchiveFormat {
        let head = try FileHead(path: path)
        if head.bytes.isEmpty { throw Failure.invalid(path, "is empty: there is nothing to import.") }
        if let advice = head.advice { throw Failure.invalid(path, advice) }
        let start = head.bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        if MailFile.isOpening(start.prefix { $0 != 0x0A }) { return .mbox }
        guard let first = start.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            throw Failure.invalid(path, "holds no conversations: JSON of Zendesk, Chatwoot, Zammad or Throughline is needed, or an mbox.")
        }
        return try guessed(fromObjectsOf: path)
    }

    private static func guessed(fromObjectsOf path: String) throws -> ArchiveFormat {
        let items = try JSONItems(path: path, lists: lists)
        var looks = 0
        while looks < 100, let item = try items.next() {
            if item.list == "users" { continue }
            looks += 1
            // What is no JSON is told of when it is read.
            guard let text = item.text, let json = try? JSONText(text).root, let format = Self(of: json) else { continue }
            return format
        }
        throw Failure.invalid(
            path, looks == 0 ? "holds no conversations." : "is of no format that is known here: name one of \(names) with --format.")
    }

    private init?(of json: JSONValue) {
        func has(_ names: StaticString...) -> Bool { names.contains { json[$0] != nil } }
        if has("entries"), has("thread") {
            self = .throughline
        } else if has("messages"), has("meta", "inbox_id", "account_id") {
            self = .chatwoot
        } else if has("articles", "article_ids", "article_count") || (has("title") && has("group_id", "group", "owner_id")) {
            self = .zammad
        } else if has("comments", "requester_id", "requester", "submitter_id") {
            self = .zendesk
        } else {
            return nil
        }
    }
}

/// How a file of conversations is to be read.
package struct ArchiveOptions: Codable, Hashable, Sendable {
    /// Guessed where it is `nil`.
    package var format: ArchiveFormat?
    /// Of an mbox: addresses, and domains such as `@shop.example`, whose mail are answers; mailboxes and staff of this installation are too.
    package var own: [String] = []
    /// Another file of Zendesk or Zammad that tells who its users are.
    package var users: String?

    package init() {}
}
