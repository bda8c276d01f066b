import Foundation
import Kernel

extension Consent.Purpose {
    /// The purposes that properties name under `purpose`: one word, several between commas or semicolons, or a list of words.
    ///
    /// - Parameter properties: a JSON object, or empty.
    /// - Returns: each once, in the order of the text; none where nothing can be read as a purpose.
    package static func named(in properties: String) -> [Consent.Purpose] {
        // What is no object names nothing, as no properties would.
        guard let object = try? JSONSerialization.jsonObject(with: Data(properties.utf8)) as? [String: Any] else { return [] }
        let texts: [String] =
            switch object["purpose"] {
            case let text as String: text.split(whereSeparator: { ",;|".contains($0) }).map(String.init)
            case let list as [String]: list
            default: []
            }
        let words = texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
        return words.map { Consent.Purpose(rawValue: $0) }.reduce(into: []) { all, one in if !all.contains(one) { all.append(one) } }
    }
}

extension NewTouchpoint {
    /// Whether it is a word of consent that does not say what for: nobody may guess that.
    package var lacksPurpose: Bool {
        (kind == Consent.given || kind == Consent.withdrawn) && Consent.Purpose.named(in: properties).isEmpty
    }
}

extension Failure {
    /// Why a word of consent is refused that does not say what for.
    static let lacksPurpose = Failure.invalid(
        "properties.purpose",
        "must be given: \(Consent.Purpose.known.map(\.rawValue).joined(separator: ", ")), or a word of your own")
}
