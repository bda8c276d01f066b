import Channels
import Kernel
import Language
import Mail
import People
import Storage
import Timeline
import Web

/// Appointments and requests for quotes: each is a conversation, and stands on the customer's line.
struct BookingStore: Sendable {
    let line: Line

    struct Draft: Sendable {
        /// The form; it is sent once.
        let once: String
        /// When it shall begin; `nil` for a quote.
        let at: Instant?
        let language: ReaderLanguage
        let zone: String
        let visitor: Booking.Visitor
    }

    /// Somebody else has this time, or it is not offered.
    struct Taken: Error {}

    /// Of one address within a day.
    static let mostPerAddress = 5
    static let mostMoves = 20

    // MARK: - Reading

    /// - Throws: `missing` for what we never gave.
    func find(token text: String) async throws -> Booking {
        try await line.database.read { session in
            guard let id = try BookingSecretStore.secret(session).booking(text) else { throw Failure.missing("This appointment") }
            return try Self.find(id, session)
        }
    }

    static func find(_ id: ID<Booking>, _ reading: some Reading) throws -> Booking {
        guard let row = try reading.first("SELECT * FROM booking WHERE id = \(id)") else { throw Failure.missing("This appointment") }
        return try Booking(row)
    }

    /// What its page says beside it.
    struct Surroundings: Sendable {
        let kind: BookingKind
        let token: BookingToken
        /// Whether a mail says what was booked.
        let isMailed: Bool
    }

    func surroundings(of booking: Booking) async throws -> Surroundings {
        try await line.database.read { session in
            let mail: SQL =
                "SELECT 1 FROM mail_message WHERE conversation = \(booking.conversation) AND direction = 2 AND decision = 'booking' LIMIT 1"
            return Surroundings(
                kind: try BookingKindStore.find(booking.kind, session), token: try BookingSecretStore.secret(session),
                isMailed: try session.first(mail) != nil)
        }
    }

    /// What a page of a kind needs.
    struct Offer: Sendable {
        let token: BookingToken
        let free: FreeTimes
        /// Of the company.
        let zone: String
        let sendsMail: Bool
    }

    func offer(of kind: BookingKind, but moved: ID<Booking>? = nil, at now: Instant) async throws -> Offer {
        try await line.database.read { session in
            Offer(
                token: try BookingSecretStore.secret(session), free: try BookingTimesStore.free(for: kind, but: moved, at: now, session),
                zone: try BookingTimesStore.zone(session), sendsMail: try MailboxStore.firstSending(session) != nil)
        }
    }
}

extension Booking {
    init(_ row: Row) throws {
        let (start, end): (Instant?, Instant?) = (try row.find("starts_at"), try row.find("ends_at"))
        self.init(
            id: try row.get("id"), kind: try row.get("kind"), state: State(rawValue: try row.get("state")) ?? .booked,
            time: start.flatMap { start in end.map { start..<$0 } }, staff: try row.find("staff"), sequence: try row.get("sequence"),
            language: ReaderLanguage(rawValue: try row.get("language")) ?? .en, zone: try row.get("zone"),
            visitor: Visitor(
                name: try row.get("name"), email: try row.get("email"), phone: try row.get("phone"), company: try row.get("company"),
                about: try row.get("about")),
            conversation: try row.get("conversation"), bookedAt: try row.get("booked_at"), movedAt: try row.find("moved_at"))
    }
}
