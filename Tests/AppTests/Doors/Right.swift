import HTTPTypes
import Web

/// What the table says of a door.
enum Right: Hashable {
    case everyone, sender, staff(Role), key(String)

    /// By `GET /customers`.
    static let all: [String: Right] = Dictionary(
        doorTable.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 2, let right = Right(words.dropFirst(2)) else { return nil }
            return ("\(words[0]) \(words[1])", right)
        }, uniquingKeysWith: { first, _ in first })

    private init?(_ words: ArraySlice<Substring>) {
        switch words.joined(separator: " ") {
        case "everyone", "any-site": self = .everyone
        case "sender": self = .sender
        case let text where text.hasPrefix("key "): self = .key(String(text.dropFirst(4)))
        case let text:
            guard let role = Role(rawValue: text) else { return nil }
            self = .staff(role)
        }
    }
}

extension Door {
    /// `GET /customers`
    var name: String { "\(method) \(path)" }
    var right: Right? { Right.all[name] }
    /// Its answer goes on until the page is left.
    var isLive: Bool { path.hasSuffix("/live") && path != "/health/live" || path.hasSuffix("/:id/events") }
    /// It takes files, so that its body has another shape.
    var takesFiles: Bool {
        ["POST /settings/imports", "POST /settings/conversations", "POST /settings/hours/holidays", "POST /inbox/:number/replies"].contains(name)
    }
}
