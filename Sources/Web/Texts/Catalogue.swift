import Foundation
package import Language

/// All texts in all languages, read once.
package final class Catalogue: Sendable {
    private let messages: [ReaderLanguage: [String: Message]]

    /// The texts the program carries. Their tests hold them readable and complete.
    package static let embedded = Catalogue(
        Dictionary(uniqueKeysWithValues: ReaderLanguage.allCases.map { ($0, embeddedTexts($0)) }))

    package init(_ texts: [ReaderLanguage: [String: String]]) {
        messages = texts.mapValues { $0.mapValues(Catalogue.message) }
    }

    /// English where the language has no such text, and the key where English has none either.
    func message(_ key: String, in language: ReaderLanguage) -> Message {
        messages[language]?[key] ?? messages[.en]?[key] ?? Message(parts: [.text(key)])
    }

    func has(_ key: String) -> Bool { messages[.en]?[key] != nil }

    /// A text that cannot be read is shown as it stands, which is better than nothing.
    private static func message(_ text: String) -> Message {
        do { return try Message(text) } catch { return Message(parts: [.text(text)]) }
    }
}

/// The file of a language as keys and texts; empty when it is not there or no JSON.
package func embeddedTexts(_ language: ReaderLanguage) -> [String: String] {
    guard let file = embeddedFiles().first(where: { $0.name == "texts/\(language.rawValue).json" }) else { return [:] }
    // The tests of the catalogue read every file; here keys shown instead of texts say enough.
    return (try? JSONDecoder().decode([String: String].self, from: file.bytes)) ?? [:]
}
