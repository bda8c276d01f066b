import Foundation
import Hummingbird
import Kernel
import Web

/// `/inbox/appointments`: who comes when; `/calendar/:token`: the same, for calendars that subscribe.
struct AppointmentListRoutes: Routable {
    let list: AppointmentListStore
    let bookings: BookingStore

    static let path = "/inbox/appointments"
    /// So many days are shown at once.
    static let days = 14

    var routes: RouteTable {
        RouteTable("")
            .get(Self.path, access: .staff(.agent), use: show)
            .post("\(Self.path)/feed", access: .staff(.agent), use: renew)
            .put("\(Self.path)/:id", access: .staff(.agent), use: change)
            .get("/calendar/:token", access: .anySite, use: feed)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let t = context.t
        let first = context.query["from"].flatMap { Day($0) } ?? t.today
        let isMine = context.query["who"] == "me"
        let time = Self.start(of: first, in: t.timeZone)..<Self.start(of: first.adding(days: Self.days), in: t.timeZone)
        let page = AppointmentListPage(
            t: t, seal: context.seal, first: first, isMine: isMine, rows: try await list.rows(time, of: isMine ? context.staff.id : nil),
            feed: try await list.feed(of: context.staff.id).map { context.front.site.address(of: $0) }, maySet: try context.staff.role >= .admin)
        return Page(page.title, at: .inbox, content: page.html)
    }

    private static func start(of day: Day, in zone: TimeZone) -> Instant {
        WallClock(named: zone.identifier)?.instant(day, 0) ?? day.start
    }

    func renew(_ request: Request, _ context: Context) async throws -> Response {
        try await list.renewFeed(of: context.staff.id)
        return context.redirect(to: Self.path, saying: context.t("booking.feed.made"))
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let (id, staff, now) = (try context.id(of: Booking.self), try context.staff, context.now)
        switch context.form["do"] {
        case "held": try await bookings.hold(id, by: staff, now: now)
        case "missed": try await bookings.miss(id, by: staff, now: now)
        case "cancel": try await bookings.cancel(id, by: staff, at: context.front.site, now: now)
        default: throw Failure.invalid("do", "must be one of the choices")
        }
        return context.redirect(to: Self.path + (context.form.optional("back").map { "?\($0)" } ?? ""), saying: context.t("booking.done"))
    }

    /// From a month ago on.
    func feed(_ request: Request, _ context: Context) async throws -> Response {
        let token = context.parameter("token")
        let staff = try await list.owner(ofFeed: token.hasSuffix(".ics") ? String(token.dropLast(4)) : token)
        let rows = try await list.rows(context.now.adding(.days(-30))..<context.now.adding(.days(400)), of: staff)
        let events = rows.map { row in
            let (visitor, terms) = (row.booking.visitor, row.kind.terms)
            return CalendarFile.Event(
                uid: "\(row.booking.id)", sequence: row.booking.sequence, time: row.time, writtenAt: row.booking.movedAt ?? row.booking.bookedAt,
                title: "\(terms.name(in: context.language)) · \(visitor.name)", place: terms.meeting == .phone ? visitor.phone : terms.place,
                about: visitor.said, address: context.front.site.address(of: "/inbox/\(row.booking.conversation)"),
                isCancelled: row.booking.state == .cancelled)
        }
        let file = CalendarFile(method: .publish, events: events)
        return .download("appointments.ics", as: "text/calendar; charset=utf-8") { write in try await write(Array(file.text.utf8)) }
    }
}
