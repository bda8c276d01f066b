import Foundation

extension Touchpoint {
    /// A property as text; `nil` when there is none of the name, or it is a list or an object.
    package func property(_ name: String) -> String? { allProperties.first { $0.name == name }?.value }

    /// The properties that are one word, number or sentence, by name.
    package var allProperties: [(name: String, value: String)] {
        // What senders put here was checked to be JSON when it came; anything else shows as no properties.
        guard !properties.isEmpty, let object = try? JSONSerialization.jsonObject(with: Data(properties.utf8)) as? [String: Any] else { return [] }
        return object.compactMap { name, value -> (name: String, value: String)? in
            switch value {
            case let text as String: (name, text)
            case let number as NSNumber: (name, "\(number)")
            default: nil
            }
        }.sorted { $0.name < $1.name }
    }
}
