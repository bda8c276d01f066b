import Foundation
import Kernel
import People

/// Who is named in an event that could not be read as one.
struct Mentions {
    /// Words, numbers and sentences of it, each with the name it has there.
    private let leaves: [(name: String, text: String)]

    /// - Parameter body: JSON; of what is none, all of it counts as one sentence.
    init(_ body: String) {
        // What was cut off or never was JSON is looked through as it is.
        guard let json = try? JSONSerialization.jsonObject(with: Data(body.utf8), options: .fragmentsAllowed) else {
            leaves = [("", body)]
            return
        }
        var leaves: [(name: String, text: String)] = []
        Self.collect(json, "", into: &leaves)
        self.leaves = leaves
    }

    private static func collect(_ json: Any, _ name: String, into leaves: inout [(name: String, text: String)]) {
        switch json {
        case let object as [String: Any]:
            for (name, value) in object { collect(value, name, into: &leaves) }
        case let list as [Any]:
            for value in list { collect(value, name, into: &leaves) }
        case let text as String: leaves.append((name, text))
        case let number as NSNumber: leaves.append((name, "\(number)"))
        default: break
        }
    }

    /// Short ones count only where ids stand, so that customer 7 is not every seven.
    func name(_ identifiers: [Identifier]) -> Bool {
        identifiers.contains { identifier in
            let isLong = identifier.value.utf8.count >= 6
            return leaves.contains { leaf in
                if isLong && leaf.text.lowercased().contains(identifier.value.lowercased()) { return true }
                guard isLong || Self.idNames.contains(leaf.name) else { return false }
                return Identifier(identifier.type, leaf.text) == identifier
            }
        }
    }

    /// Everything in it that may be somebody's identifier.
    func candidates(_ types: [IdentifierType]) -> Set<Identifier> {
        Set(leaves.lazy.prefix(1_000).flatMap { leaf in types.compactMap { Identifier($0, leaf.text) } })
    }

    private static let idNames: Set<String> = ["userId", "user_id", "anonymousId", "anonymous_id", "previousId", "value", "id"]
}
