import Kernel
import Language
import Web

/// Something that visitors ask for by a page of its own: an appointment of some sort, or a quote.
struct BookingKind: Hashable, Sendable {
    let id: ID<BookingKind>
    /// In the address of its page: `/book/consultation`.
    let key: String
    let sort: Sort
    let terms: BookingTerms
    /// Its page opens no more; what was booked stands.
    let isPutAway: Bool

    enum Sort: String, Sendable, CaseIterable {
        case appointment, quote

        /// Of the pages of its kinds.
        var root: String { self == .appointment ? "/book" : "/quote" }
    }

    var path: String { "\(sort.root)/\(key)" }
    var settingsPath: String { "\(BookingSettingsRoutes.path)/\(id)" }
}

/// How a kind of appointment, or a form, is set up. Of what a form for quotes does not have, the usual values stand there.
struct BookingTerms: Codable, Hashable, Sendable {
    /// By two letters of the language; one of them at least.
    var names: [String: String]
    var abouts: [String: String] = [:]
    /// How long it takes.
    var minutes = 30
    /// Kept free behind it.
    var pause = 0
    /// How many days ahead it can be booked, and how many hours before at the latest.
    var daysAhead = 28
    var hoursBefore = 4
    var meeting = Meeting.phone
    /// The link, or the address; of a call, what is said beside it.
    var place = ""
    /// Who takes it, whoever of them is free; empty for all who work with customers.
    var takers: [ID<Viewer>] = []
    /// Hours of its own, Monday first, as `09:00-12:00, 13:00-17:00`; `nil` for the opening hours.
    var week: [String]?
    var asks: [String: Asking] = [:]

    enum Meeting: String, Codable, Sendable, CaseIterable { case phone, video, address }

    /// What is asked beside name and email address.
    enum Question: String, Sendable, CaseIterable {
        case phone, company, about
    }

    enum Asking: String, Codable, Sendable, CaseIterable { case no, optional, required }

    func asking(_ question: Question) -> Asking { asks[question.rawValue] ?? .no }

    /// In the reader's language; where there is none of it, in the first of the product's languages that there is.
    func name(in language: ReaderLanguage) -> String { Self.text(names, in: language) }

    func about(in language: ReaderLanguage) -> String { Self.text(abouts, in: language) }

    private static func text(_ texts: [String: String], in language: ReaderLanguage) -> String {
        ([language] + ReaderLanguage.allCases).lazy.compactMap { texts[$0.rawValue] }.first { !$0.isEmpty } ?? ""
    }

    var length: Duration { .minutes(Int64(minutes)) }
    var rest: Duration { .minutes(Int64(pause)) }
}
