import Foundation
package import Language
import Synchronization

/// All texts in all languages, each language read once.
package final class Catalogue: Sendable {
    private let messages: [ReaderLanguage: LateMessages]

    /// The texts the program carries. Their tests hold them readable and complete.
    package static let embedded = Catalogue(reading: ReaderLanguage.allCases, embeddedTexts)

    package convenience init(_ texts: [ReaderLanguage: [String: String]]) { self.init(reading: Array(texts.keys)) { texts[$0] ?? [:] } }

    /// Languages that nobody reads are not read in.
    private init(reading languages: [ReaderLanguage], _ texts: @escaping @Sendable (ReaderLanguage) -> [String: String]) {
        messages = Dictionary(
            uniqueKeysWithValues: languages.map { language in (language, LateMessages { texts(language).mapValues(Catalogue.message) }) })
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

/// The messages of one language, read in when the first of them is asked for.
private final class LateMessages: Sendable {
    private let read: @Sendable () -> [String: Message]
    private let known = Mutex<[String: Message]?>(nil)

    init(_ read: @escaping @Sendable () -> [String: Message]) { self.read = read }

    subscript(key: String) -> Message? {
        known.withLock { known in
            if let known { return known[key] }
            let all = read()
            known = all
            return all[key]
        }
    }
}
