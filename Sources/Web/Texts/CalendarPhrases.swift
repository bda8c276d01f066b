import Foundation
import Kernel
import Language

/// `22 Nov 2026` of a day, `08:14` of a minute of it, and what stands between the two.
struct CalendarPhrases {
    /// What is said of a day.
    enum Form { case date, shortDate, longDate, longDateWithYear, month, wideDate }

    private struct Key: Hashable {
        let language: ReaderLanguage
        /// `nil`: the part is a minute of the day, not a day.
        let form: Form?
        let part: Int32
    }

    private static let known = PhraseMemory<Key>()

    let language: ReaderLanguage

    func phrase(_ form: Form, _ day: Day) -> String {
        Self.known.phrase(Key(language: language, form: form, part: day.number)) { style(form).format(day.start.date) }
    }

    /// - Parameter minute: of the day, 0 to 1,439.
    func time(minute: Int32) -> String {
        Self.known.phrase(Key(language: language, form: nil, part: minute)) {
            style.hour().minute().format(Date(timeIntervalSince1970: Double(minute) * 60))
        }
    }

    /// `22 Nov 2026, 08:14`
    func moment(_ day: Day, minute: Int32) -> String { phrase(.date, day) + Self.between[language, default: ", "] + time(minute: minute) }

    /// What the calendar of each language puts between a date and a time.
    private static let between: [ReaderLanguage: String] = Dictionary(
        uniqueKeysWithValues: ReaderLanguage.allCases.map { language in
            let (phrases, day) = (CalendarPhrases(language: language), Day(number: 0))
            let whole = phrases.style.day().month(.abbreviated).year().hour().minute().format(day.start.date)
            return (language, String(whole.dropFirst(phrases.phrase(.date, day).count).dropLast(phrases.time(minute: 0).count)))
        })

    private func style(_ form: Form) -> Date.FormatStyle {
        switch form {
        case .date: style.day().month(.abbreviated).year()
        case .shortDate: style.day().month(.abbreviated)
        case .longDate: style.weekday(.wide).day().month(.wide)
        case .longDateWithYear: style.weekday(.wide).day().month(.wide).year()
        case .month: style.month(.abbreviated).year()
        case .wideDate: style.day().month(.wide).year()
        }
    }

    private var style: Date.FormatStyle { Date.FormatStyle(locale: language.locale, timeZone: .gmt) }
}
