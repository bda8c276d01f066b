import Channels
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Mail
import Web

/// `/book/:key`, `/quote/:key`: where visitors book, or ask for a quote. No sign-in, no cookie, no script needed; looking stores nothing.
struct BookRoutes: Routable {
    let kinds: BookingKindStore
    let bookings: BookingStore
    /// From one network: of browsers that have worked for it, and of others.
    private let limiter = RateLimiter(12, per: .minutes(10))
    private let strict = RateLimiter(4, per: .minutes(10))

    init(kinds: BookingKindStore, bookings: BookingStore) { (self.kinds, self.bookings) = (kinds, bookings) }

    var routes: RouteTable {
        RouteTable("")
            .get("/book/:key", access: .anySite) { _, context in try await told(context) { try await choose(context) } }
            .post("/book/:key", access: .anySite, body: .upTo(40_000)) { _, context in
                try await told(context) { try await send(.appointment, context) }
            }
            .get("/quote/:key", access: .anySite) { _, context in
                try await told(context) { try await form(kind(.quote, context), nil, FormState(), context) }
            }
            .post("/quote/:key", access: .anySite, body: .upTo(40_000)) { _, context in try await told(context) { try await send(.quote, context) } }
    }

    private func kind(_ sort: BookingKind.Sort, _ context: Context) async throws -> BookingKind {
        try await kinds.find(context.parameter("key"), sort)
    }

    // MARK: - Looking

    private func choose(_ context: Context) async throws -> Response {
        let kind = try await kind(.appointment, context)
        guard let wish = context.query["at"] else { return try await times(kind, context) }
        let offer = try await bookings.offer(of: kind, at: context.now)
        guard let at = Instant(wish), offer.free.isOffered(at), !offer.free.takers(at: at).isEmpty else {
            return try await times(kind, context, .conflict) { $0("book.taken") }
        }
        return try await form(kind, at, FormState(), context)
    }

    private func times(
        _ kind: BookingKind, _ context: Context, _ status: HTTPResponse.Status = .ok, saying: (Texts) -> String? = { _ in nil }
    ) async throws -> Response {
        let offer = try await bookings.offer(of: kind, at: context.now)
        let visit = BookVisit(context, company: offer.zone)
        let page = BookTimesPage(t: visit.t, kind: kind, list: visit.list(offer.free, at: kind.path), problem: saying(visit.t))
        return page.html.response(in: context, status: status)
    }

    private func form(
        _ kind: BookingKind, _ at: Instant?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok, instead: [Instant] = []
    ) async throws -> Response {
        let offer = try await bookings.offer(of: kind, at: context.now)
        let visit = BookVisit(context, company: offer.zone)
        let given = context.form["form"]
        // One that came too fast, or with something wrong, is sent again as the same.
        let isValid = offer.token.given(given, of: kind).map { context.now < $0.adding(BookingForm.life) } ?? false
        let page = BookFormPage(
            t: visit.t, kind: kind, link: visit.link(kind.path).with { $0.at = at }, zone: visit.zone,
            time: at.map { $0..<$0.adding(kind.terms.length) },
            instead: instead, form: isValid ? given : offer.token.form(of: kind, at: context.now), sendsMail: offer.sendsMail, state: state)
        return page.html.response(in: context, status: status)
    }

    // MARK: - Sending

    private func send(_ sort: BookingKind.Sort, _ context: Context) async throws -> Response {
        let kind = try await kind(sort, context)
        let offer = try await bookings.offer(of: kind, at: context.now)
        let visit = BookVisit(context, company: offer.zone)
        let at = sort == .quote ? nil : Instant(context.form["at"])
        do {
            try guarded(kind, offer.token, visit.t, context)
            if sort == .appointment, at == nil { return try await times(kind, context, .unprocessableContent) { $0("book.choose") } }
            let draft = BookingStore.Draft(
                once: context.form["form"], at: at, language: visit.t.language, zone: visit.zone, visitor: try BookingForm.visitor(context.form, kind)
            )
            let booking = try await bookings.book(draft, kind, at: context.front.site, now: context.now)
            return context.redirect(to: "\(offer.token.path(booking.id))?lang=\(visit.t.language.rawValue)")
        } catch is BookingStore.Taken {
            return try await taken(at, kind, visit.t, context)
        } catch Failure.limited(let pause) {
            let words = visit.t("book.limited", ["pause": visit.t.span(pause)])
            return try await form(kind, at, FormState(context.form, failure: .conflict(words)), context, .tooManyRequests)
        } catch Failure.invalid(let field, let reason) {
            let state = FormState(context.form, failure: .invalid(field, visit.t.reason(reason)))
            return try await form(kind, at, state, context, .unprocessableContent)
        } catch Failure.conflict(let reason) {
            return try await form(kind, at, FormState(context.form, failure: .conflict(visit.t.reason(reason))), context, .conflict)
        }
    }

    /// Somebody was faster: one sentence, and what is free nearby; what was typed stays.
    private func taken(_ at: Instant?, _ kind: BookingKind, _ t: Texts, _ context: Context) async throws -> Response {
        let near = try await bookings.offer(of: kind, at: context.now).free.near(at ?? context.now, 6)
        let state = FormState(context.form, failure: .conflict(t("book.taken")))
        guard !near.isEmpty else { return try await times(kind, context, .conflict) { $0("book.taken") } }
        return try await form(kind, at, state, context, .conflict, instead: near)
    }

    /// That a person sent it, as far as that can be told.
    private func guarded(_ kind: BookingKind, _ token: BookingToken, _ t: Texts, _ context: Context) throws {
        let (form, now) = (context.form, context.now)
        // A field that people do not see.
        try Failure.require(form["website"].isEmpty, "", t("book.refused"))
        guard let given = token.given(form["form"], of: kind), now < given.adding(BookingForm.life) else {
            throw Failure.invalid("", t("book.expired"))
        }
        let hasWorked = BookingForm.hasWorked(form["form"], form["work"])
        try Failure.require(hasWorked || now >= given.adding(BookingForm.typing), "", t("book.too_fast"))
        try (hasWorked ? limiter : strict).take(networkPart(of: context.address) ?? context.address, at: now)
    }

    private func told(_ context: Context, _ act: () async throws -> Response) async throws -> Response {
        do { return try await act() } catch Failure.missing {
            return BookUnknownPage(t: BookVisit(context, company: "UTC").t, path: context.path).html.response(in: context, status: .notFound)
        }
    }
}

extension BookingForm {
    /// - Throws: `invalid`.
    static func visitor(_ form: Form, _ kind: BookingKind) throws -> Booking.Visitor {
        var visitor = Booking.Visitor(name: try form.text("name", 1...100), email: try form.text("email", 3...254).lowercased())
        // What is wrong with it is said below.
        let isAddress = (try? ChatAddress(visitor.email)) != nil && MailAddress.isAddress(visitor.email)
        try Failure.require(isAddress, "email", "must be an email address")
        func answer(_ question: BookingTerms.Question, _ most: Int) throws -> String {
            let asking = kind.terms.asking(question)
            guard asking != .no else { return "" }
            return try form.text(question.rawValue, (asking == .required ? 1 : 0)...most)
        }
        (visitor.phone, visitor.company, visitor.about) = (try answer(.phone, 40), try answer(.company, 100), try answer(.about, 4_000))
        let digits = visitor.phone.filter(\.isNumber).count
        try Failure.require(visitor.phone.isEmpty || digits >= 5, "phone", "must be a telephone number")
        for (field, text) in [("name", visitor.name), ("phone", visitor.phone), ("company", visitor.company), ("about", visitor.about)] {
            try Failure.require(!text.utf8.contains(0), field, "must not contain the character U+0000")
        }
        return visitor
    }
}

/// Whoever looks: in which language, and by which clock.
struct BookVisit {
    let t: Texts
    let zone: String
    private let context: Context
    /// As they chose it.
    private let chosen: String?

    /// - Parameters:
    ///   - company: its zone, for whoever has chosen none.
    ///   - language: of what they look at, where they have not asked for another.
    init(_ context: Context, company: String, language: ReaderLanguage? = nil) {
        let wanted = context.query["zone"] ?? context.form.optional("zone")
        chosen = wanted.flatMap { WallClock(named: $0) == nil ? nil : $0 }
        zone = chosen ?? company
        let asked = context.query["lang"].flatMap(ReaderLanguage.init(rawValue:))
        t = Texts(asked ?? language ?? context.language, timeZone: TimeZone(identifier: zone) ?? .gmt, now: context.now)
        self.context = context
    }

    var isAssumed: Bool { chosen == nil }

    func link(_ path: String, moves: Bool = false) -> BookLink {
        BookLink(path: path, language: t.language, zone: chosen, at: nil, from: context.query["from"].flatMap { Instant($0) }, moves: moves)
    }

    func list(_ free: FreeTimes, at path: String, moves: Bool = false) -> FreeTimesList {
        let link = link(path, moves: moves)
        let (shown, more) = FreeTimesList.page(free.times(from: link.from ?? context.now, atMost: FreeTimesList.most + 1), t)
        return FreeTimesList(t: t, link: link, zone: zone, times: shown, more: more, isAssumed: isAssumed && !moves)
    }
}
