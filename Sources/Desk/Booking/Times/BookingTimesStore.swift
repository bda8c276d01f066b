import Kernel
import Storage
import Timeline
import Web

/// What is free, as the database knows it.
enum BookingTimesStore {
    /// - Parameter but: an appointment that is to be moved: its own time is free for it.
    static func free(for kind: BookingKind, but moved: ID<Booking>? = nil, at now: Instant, _ reading: some Reading) throws -> FreeTimes {
        let company = try HoursStore.hours(reading) ?? HoursStore.usual(zone: "UTC")
        let (working, wanted) = (try ColleagueStore().all(reading).map(\.id), Set(kind.terms.takers))
        var terms = kind.terms
        // Whoever has left takes nothing any more; where nobody was named, all do.
        terms.takers = wanted.isEmpty ? working : kind.terms.takers.filter(Set(working).contains)
        var busy = Dictionary(uniqueKeysWithValues: Set(terms.takers).map { ($0, [Range<Instant>]()) })
        let hours = terms.hours(within: company)
        guard !busy.isEmpty else { return FreeTimes(terms: terms, hours: hours, busy: [:], now: now) }
        let rows = try reading.rows(
            """
            SELECT id, staff, starts_at, blocked_until FROM booking
            WHERE staff IN \(list: Array(busy.keys)) AND blocked_until > \(now) AND state <> 'cancelled'
            """)
        for row in rows where try row.get("id", as: ID<Booking>.self) != moved {
            busy[try row.get("staff"), default: []].append(try row.get("starts_at", as: Instant.self)..<row.get("blocked_until"))
        }
        return FreeTimes(terms: terms, hours: hours, busy: busy, now: now)
    }

    /// The zone of the company.
    static func zone(_ reading: some Reading) throws -> String { try HoursStore.hours(reading)?.zone ?? "UTC" }
}
