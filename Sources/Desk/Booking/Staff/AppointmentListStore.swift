import Kernel
import Storage
import Timeline
import Web

/// Appointments as those who take them see them.
struct AppointmentListStore: Sendable {
    let line: Line

    struct Row: Sendable {
        let booking: Booking
        let kind: BookingKind
        let time: Range<Instant>
        let staffName: String
        /// Of the page of the visitor.
        let path: String
    }

    static let most = 500

    /// Those that begin within a time, in their order.
    ///
    /// - Parameter staff: whose; `nil` for all.
    func rows(_ time: Range<Instant>, of staff: ID<Viewer>?) async throws -> [Row] {
        try await line.database.read { session in
            let kinds = Dictionary(try BookingKindStore.all(session).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            guard !kinds.isEmpty else { return [] }
            let token = try BookingSecretStore.secret(session)
            let whose: SQL = staff.map { "AND staff = \($0)" } ?? ""
            let bookings = try session.rows(
                """
                SELECT * FROM booking WHERE starts_at >= \(time.lowerBound) AND starts_at < \(time.upperBound) \(whose)
                ORDER BY starts_at, id LIMIT \(Self.most)
                """
            ).map(Booking.init)
            let names = try ColleagueStore().names(of: Set(bookings.compactMap(\.staff)), session)
            return bookings.compactMap { booking in
                guard let kind = kinds[booking.kind], let time = booking.time else { return nil }
                return Row(
                    booking: booking, kind: kind, time: time, staffName: booking.staff.flatMap { names[$0] } ?? "", path: token.path(booking.id))
            }
        }
    }

    // MARK: - Calendars that subscribe

    /// The address of somebody's own calendar; `nil` before they have made one.
    func feed(of staff: ID<Viewer>) async throws -> String? {
        try await line.database.read { try $0.value("SELECT token FROM booking_feed WHERE staff = \(staff)", as: String.self) }
            .map { "/calendar/\($0).ics" }
    }

    /// A new address; whoever has the old one sees nothing any more.
    func renewFeed(of staff: ID<Viewer>) async throws {
        let token = base32(randomBytes(20))
        try await line.database.write { tx in
            try tx.run(
                """
                INSERT INTO booking_feed (staff, token, made_at) VALUES (\(staff), \(token), \(tx.now))
                ON CONFLICT (staff) DO UPDATE SET token = excluded.token, made_at = excluded.made_at
                """)
        }
    }

    /// Who has that address.
    ///
    /// - Throws: `missing` for one that was renewed, and of somebody who has left.
    func owner(ofFeed token: String) async throws -> ID<Viewer> {
        let owner = try await line.database.read { session in
            try session.value(
                "SELECT staff FROM booking_feed JOIN staff ON staff.id = booking_feed.staff WHERE token = \(token) AND disabled_at IS NULL",
                as: ID<Viewer>.self)
        }
        guard let owner else { throw Failure.missing("This calendar") }
        return owner
    }
}
