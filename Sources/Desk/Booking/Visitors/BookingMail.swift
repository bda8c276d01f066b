import Foundation
import Kernel
import Mail
import Web

/// The mail that says what was booked. Nothing that the visitor typed stands in it: whoever types the address of somebody else sends them nothing
/// of their own.
struct BookingMail {
    let t: Texts
    let booking: Booking
    let kind: BookingKind
    /// Where it can be moved or cancelled, with the host.
    let address: String
    /// Where another can be booked.
    let again: String

    init(_ booking: Booking, _ kind: BookingKind, _ token: BookingToken, at site: Site, now: Instant) {
        t = Texts(booking.language, timeZone: TimeZone(identifier: booking.zone) ?? .gmt, now: now)
        (self.booking, self.kind) = (booking, kind)
        (address, again) = (site.address(of: token.path(booking.id)), site.address(of: kind.path))
    }

    var name: String { kind.terms.name(in: t.language) }

    func subject(_ word: BookingWord) -> String {
        guard let time = booking.time else { return t("booking.mail.subject.asked", ["name": name]) }
        return t("booking.mail.subject.\(word.rawValue)", ["name": name, "time": t.moment(time.lowerBound)])
    }

    func text(_ word: BookingWord) -> String {
        let head = t("booking.mail.\(word.rawValue)")
        guard booking.time != nil else { return head }
        let facts = [name, BookingWords(t: t, booking: booking).when, word == .cancelled ? "" : BookingWords.place(kind.terms, t)]
        let end = word == .cancelled ? "\(t("booking.mail.again"))\n\(again)" : "\(t("booking.mail.change"))\n\(address)"
        return [head, facts.filter { !$0.isEmpty }.joined(separator: "\n"), end].joined(separator: "\n\n")
    }

    /// - Parameter organiser: who sends it; `nil` where it is fetched.
    func calendar(_ method: CalendarFile.Method, from organiser: MailAddress?) -> CalendarFile? {
        guard let time = booking.time else { return nil }
        let isCancelled = booking.state == .cancelled
        var event = CalendarFile.Event(
            uid: "\(booking.id)", sequence: booking.sequence, time: time, writtenAt: t.now, title: name,
            place: kind.terms.meeting == .phone ? t("booking.meeting.phone") : kind.terms.place,
            about: isCancelled ? "" : "\(t("booking.mail.change"))\n\(address)", address: address, isCancelled: isCancelled)
        if let organiser {
            event.organiser = (organiser.name.isEmpty ? organiser.address : organiser.name, organiser.address)
            event.attendee = booking.visitor.email
        }
        return CalendarFile(method: method, events: [event])
    }
}

/// What is said of an appointment, in a mail and on pages.
struct BookingWords {
    let t: Texts
    let booking: Booking

    /// `Tuesday, 1 December, 10:00–10:30 (Europe/Warsaw)`
    var when: String {
        guard let time = booking.time else { return "" }
        return Self.when(time, t, zone: booking.zone)
    }

    static func when(_ time: Range<Instant>, _ t: Texts, zone: String) -> String {
        "\(t.longDate(time.lowerBound)), \(t.time(time.lowerBound))–\(t.time(time.upperBound)) (\(zone))"
    }

    /// `Video call: https://…`
    static func place(_ terms: BookingTerms, _ t: Texts) -> String {
        let how = t("booking.meeting.\(terms.meeting.rawValue)")
        return terms.place.isEmpty ? how : "\(how): \(terms.place)"
    }
}
