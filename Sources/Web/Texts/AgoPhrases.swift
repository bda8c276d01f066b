import Foundation
import Kernel
import Language

/// `3 hours ago`
enum AgoPhrases {
    private struct Key: Hashable {
        let language: ReaderLanguage
        /// The day from which is counted: how many days a month has depends on it.
        let today: Int32
        /// To the minute within a day, beyond it to the day.
        let minutes: Int64
    }

    private static let known = PhraseMemory<Key>()

    /// - Parameter seconds: from now; before it is below 0. At least a minute away.
    static func phrase(_ seconds: Int64, on today: Day, in language: ReaderLanguage) -> String {
        let unit: Int64 = abs(seconds) < 86_400 ? 60 : 86_400
        let key = Key(language: language, today: today.number, minutes: seconds / unit * unit / 60)
        return known.phrase(key) {
            let style = Date.RelativeFormatStyle(presentation: .named, unitsStyle: .wide, locale: language.locale)
            return style.format(Date(timeIntervalSinceNow: Double(key.minutes) * 60))
        }
    }
}
