import Kernel
import Language
import Web

/// What somebody asked for by a page: an appointment at a time, or a quote.
struct Booking: Hashable, Sendable {
    let id: ID<Booking>
    let kind: ID<BookingKind>
    let state: State
    /// Of an appointment: from when to when, and with whom.
    let time: Range<Instant>?
    let staff: ID<Viewer>?
    /// Raised with each change, so that calendars know which is the newest.
    let sequence: Int
    /// Of the visitor, as they had chosen it.
    let language: ReaderLanguage
    let zone: String
    let visitor: Visitor
    let conversation: Int64
    let bookedAt: Instant
    let movedAt: Instant?

    enum State: String, Sendable, CaseIterable {
        /// A quote was asked for.
        case asked
        case booked, cancelled, held
        /// The visitor did not come.
        case missed
    }

    /// As they typed it; nobody has looked whether it is so.
    struct Visitor: Hashable, Sendable {
        var name: String
        var email: String
        var phone = ""
        var company = ""
        var about = ""
    }

    /// As lists say it.
    var standing: String { state == .booked && movedAt != nil ? "moved" : state.rawValue }

    /// Whether the visitor can still move or cancel it.
    func isOpen(at now: Instant) -> Bool { state == .booked && (time?.lowerBound ?? now) > now }
}

/// What an entry of a conversation says of a booking: `booking moved 01h… 2026-12-01T08:00:00Z`.
enum BookingWord: String, Sendable {
    case asked, booked, moved, cancelled, held, missed

    func detail(of booking: ID<Booking>, at time: Instant?) -> String {
        ["booking", rawValue, booking.description, time?.description].compactMap(\.self).joined(separator: " ")
    }
}

extension ConversationEntry {
    /// What it says of an appointment or a quote; `nil` where it says nothing of one.
    var booking: (word: BookingWord, time: Instant?)? {
        let parts = detail.split(separator: " ").map(String.init)
        guard parts.count >= 3, parts[0] == "booking", let word = BookingWord(rawValue: parts[1]), ID<Booking>(parts[2]) != nil else { return nil }
        return (word, parts.count > 3 ? Instant(parts[3]) : nil)
    }
}
