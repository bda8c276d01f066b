package import Foundation

/// A language our pages and mails are written in.
package enum ReaderLanguage: String, CaseIterable, Codable, Sendable {
    case en, ru, pl, zh

    /// The tag for `lang` attributes and `Content-Language` (BCP 47).
    package var tag: String { self == .zh ? "zh-Hans" : rawValue }

    /// What its speakers call it.
    package var name: String {
        switch self {
        case .en: "English"
        case .ru: "Русский"
        case .pl: "Polski"
        case .zh: "简体中文"
        }
    }

    package var locale: Locale { Locale(identifier: self == .en ? "en_GB" : tag) }
}

extension ReaderLanguage {
    /// `pl`, `pl-PL`, `zh-Hans-CN` and the like.
    package init?(tag: some StringProtocol) {
        self.init(rawValue: String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased())
    }

    /// The one the reader likes best of those we have, by an `Accept-Language` header (RFC 9110, 12.5.4); English when there is none.
    package static func preferred(by header: String?) -> ReaderLanguage {
        var best: (language: ReaderLanguage, quality: Double) = (.en, 0)
        for range in (header ?? "").split(separator: ",").prefix(32) {
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard let tag = parts.first, let language = ReaderLanguage(tag: tag) else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if quality > best.quality { best = (language, quality) }
        }
        return best.language
    }
}
