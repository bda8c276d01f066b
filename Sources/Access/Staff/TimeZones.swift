import Foundation
package import Language

/// The zones a person can choose from, by continent: `Europe/Warsaw`, `Asia/Shanghai`.
let timeZones: [String] = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") && !$0.hasPrefix("Etc/") }.sorted() + ["GMT"]

/// Where somebody probably is: where the server is, if it says so, else where most speak their language.
package func usualTimeZone(for language: ReaderLanguage) -> String {
    let here = TimeZone.current
    if here.secondsFromGMT() != 0, timeZones.contains(here.identifier) { return here.identifier }
    return switch language {
    case .en: "GMT"
    case .ru: "Europe/Moscow"
    case .pl: "Europe/Warsaw"
    case .zh: "Asia/Shanghai"
    }
}
