import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/appointment/:token`: what was booked, for whoever has the link: to be saved, moved or cancelled.
struct AppointmentRoutes: Routable {
    let bookings: BookingStore
    /// Of one appointment.
    private let limiter = RateLimiter(20, per: .minutes(1))

    init(bookings: BookingStore) { self.bookings = bookings }

    var routes: RouteTable {
        RouteTable("/appointment/:token")
            .get(access: .anySite) { _, context in try await told(context) { try await show(context) } }
            .get("file", access: .anySite) { _, context in try await told(context) { try await file(context) } }
            .post("time", access: .anySite, body: .upTo(5_000)) { _, context in try await told(context) { try await move(context) } }
            .post("cancellation", access: .anySite, body: .upTo(5_000)) { _, context in try await told(context) { try await cancel(context) } }
    }

    private func find(_ context: Context) async throws -> Booking { try await bookings.find(token: context.parameter("token")) }

    private func path(_ context: Context) -> String { "/appointment/\(context.parameter("token"))" }

    private func show(_ context: Context) async throws -> Response {
        let booking = try await find(context)
        if context.query["move"] != nil, booking.isOpen(at: context.now) { return try await times(booking, context) }
        return try await page(booking, context)
    }

    private func page(_ booking: Booking, _ context: Context, _ status: HTTPResponse.Status = .ok, problem: String? = nil) async throws -> Response {
        let around = try await bookings.surroundings(of: booking)
        let visit = BookVisit(context, company: booking.zone, language: booking.language)
        let page = AppointmentPage(
            t: visit.t, booking: booking, kind: around.kind, link: visit.link(path(context)), isMailed: around.isMailed, now: context.now,
            problem: problem.map { visit.t.reason($0) })
        return page.html.response(in: context, status: status)
    }

    private func times(
        _ booking: Booking, _ context: Context, _ status: HTTPResponse.Status = .ok, saying: (Texts) -> String? = { _ in nil }
    ) async throws -> Response {
        let kind = try await bookings.surroundings(of: booking).kind
        let offer = try await bookings.offer(of: kind, but: booking.id, at: context.now)
        let visit = BookVisit(context, company: booking.zone, language: booking.language)
        let wish = status == .ok ? context.query["at"].flatMap { Instant($0) } : nil
        let chosen = wish.flatMap { offer.free.isOffered($0) && !offer.free.takers(at: $0).isEmpty ? $0 : nil }
        var problem = saying(visit.t)
        if wish != nil, chosen == nil { problem = visit.t("book.taken") }
        var list = visit.list(offer.free, at: path(context), moves: true)
        list.times.removeAll { $0 == booking.time?.lowerBound }
        let page = MovePage(
            t: visit.t, booking: booking, kind: kind, list: list,
            chosen: chosen.map { $0..<$0.adding(kind.terms.length) }, problem: problem)
        return page.html.response(in: context, status: problem == nil ? status : .conflict)
    }

    private func file(_ context: Context) async throws -> Response {
        let booking = try await find(context)
        let around = try await bookings.surroundings(of: booking)
        let mail = BookingMail(booking, around.kind, around.token, at: context.front.site, now: context.now)
        guard let calendar = mail.calendar(booking.state == .cancelled ? .cancel : .publish, from: nil) else {
            throw Failure.missing("This appointment")
        }
        return .download("appointment.ics", as: "text/calendar; charset=utf-8") { write in try await write(Array(calendar.text.utf8)) }
    }

    private func move(_ context: Context) async throws -> Response {
        let booking = try await find(context)
        try limiter.take("\(booking.id)", at: context.now)
        guard let at = Instant(context.form["at"]) else { return try await times(booking, context, .unprocessableContent) { $0("book.choose") } }
        do {
            try await bookings.move(booking.id, to: at, at: context.front.site, now: context.now)
        } catch is BookingStore.Taken {
            return try await times(booking, context, .conflict) { $0("book.taken") }
        } catch Failure.conflict(let reason) { return try await page(booking, context, .conflict, problem: reason) }
        return back(context)
    }

    private func cancel(_ context: Context) async throws -> Response {
        let booking = try await find(context)
        try limiter.take("\(booking.id)", at: context.now)
        do { try await bookings.cancel(booking.id, by: nil, at: context.front.site, now: context.now) } catch Failure.conflict(let reason) {
            return try await page(booking, context, .conflict, problem: reason)
        }
        return back(context)
    }

    private func back(_ context: Context) -> Response {
        context.redirect(to: path(context) + (context.query["lang"].map { "?lang=\($0.prefix(2))" } ?? ""))
    }

    private func told(_ context: Context, _ act: () async throws -> Response) async throws -> Response {
        do { return try await act() } catch Failure.missing {
            return BookUnknownPage(t: BookVisit(context, company: "UTC").t, path: context.path).html.response(in: context, status: .notFound)
        }
    }
}
