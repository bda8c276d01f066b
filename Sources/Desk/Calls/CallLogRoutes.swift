import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import People
import Timeline
import Web

/// `/inbox/calls/new`: a call, or a talk in person, that no telephone system tells of.
struct CallLogRoutes: Routable {
    let log: CallLogStore

    var routes: RouteTable {
        RouteTable("/inbox/calls")
            .get("new", access: .staff(.agent), use: begin)
            .post("new", access: .staff(.agent), use: keep)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Response {
        let t = context.t
        var fields = [
            "channel": context.query["channel"] == "in_person" ? "in_person" : "phone", "direction": "in", "minutes": "5", "then": "resolved",
        ]
        let clock = context.now.adding(.seconds(Int64(context.timeZone.secondsFromGMT(for: context.now.date)))).description
        (fields["day"], fields["time"]) = (t.today.description, String(clock.dropFirst(11).prefix(5)))
        return try await page(FormState(fields), context)
    }

    func keep(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let talk = try CallLogForm(form: context.form, zone: context.timeZone, now: context.now).talk()
            let conversation = try await log.keep(talk, by: context.staff, at: context.now)
            return context.redirect(to: conversation.map { "/inbox/\($0)" } ?? "/inbox/calls", saying: context.t("calls.logged"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(FormState(context.form, failure: failure), context, .unprocessableContent)
        }
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let (person, number) = (state["customer"].isEmpty ? context.query["customer"] : state["customer"], state["conversation"])
        let conversation = Int64(number.isEmpty ? context.query["conversation"] ?? "" : number)
        let about = try await log.about(customer: person.flatMap { ID<Person>($0) }, conversation: conversation)
        let page = CallLogPage(t: context.t, seal: context.seal, about: about, state: state, once: context.id)
        return Page(context.t("calls.log"), at: .inbox, status: status, content: page.html).response(in: context)
    }
}

/// What somebody fills in about a talk.
struct CallLogForm {
    let form: Form
    let zone: TimeZone
    let now: Instant

    /// - Throws: `invalid` with what is wrong with which field.
    func talk() throws -> CallLogStore.Talk {
        guard let channel = DeskChannel(rawValue: form["channel"]), [.phone, .inPerson].contains(channel) else {
            throw Failure.invalid("channel", "must be one of the choices")
        }
        guard let direction = Call.Direction(key: form["direction"]) else { throw Failure.invalid("direction", "must be one of the choices") }
        let began = try Snooze.moment(form.day("day"), form["time"], "time", in: zone)
        try Failure.require(began <= now.adding(.minutes(1)), "time", "must not lie ahead")
        try Failure.require(began > now.adding(.days(-366)), "day", "must lie within the last year")
        var talk = CallLogStore.Talk(
            once: try form.text("once", 8...64), channel: channel, direction: channel == .phone ? direction : .incoming, began: began,
            minutes: try form.int("minutes", 0...600), note: try form.text("text", 0...ConversationWorkStore.longestText))
        talk.isVain = form.has("vain") && talk.direction == .outgoing
        talk.isResolved = form["then"] == "resolved"
        talk.customer = ID<Person>(form["customer"])
        talk.conversation = Int64(form["conversation"])
        if talk.customer == nil, talk.conversation == nil { talk.who = try who(channel) }
        return talk
    }

    /// An email address or a telephone number, as it was typed.
    private func who(_ channel: DeskChannel) throws -> Identifier? {
        let typed = form["who"]
        if typed.isEmpty, channel == .inPerson { return nil }
        let identifier = typed.contains("@") ? Identifier(.email, typed) : Identifier(.phone, typed)
        guard let identifier, typed.contains("@") || identifier.value.utf8.count >= 3 else {
            throw Failure.invalid("who", "must be a telephone number or an email address")
        }
        return identifier
    }
}

struct CallLogPage {
    let t: Texts
    let seal: String
    let about: CallLogStore.About
    let state: FormState
    let once: String

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb(t("calls.title"), "/inbox/calls")]
        return """
            \(PageHeader(t("calls.log"), lead: lead, crumbs: crumbs))
            <section class="sheet">\(PostForm("/inbox/calls/new", seal: seal, content: fields))</section>
            """
    }

    private var lead: HTML {
        guard let customer = about.customer else { return HTML(escaping: t("calls.log.about")) }
        let number = about.conversation.map { " · <a href=\"\(url: "/inbox/\($0)")\">#\("\($0)")</a>" as HTML }
        return "\(t("calls.log.with")) <a href=\"\(url: "/customers/\(customer.id)")\">\(customer.name)</a>\(number)"
    }

    private var fields: HTML {
        """
        <div class="form">\(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })\
        <input type="hidden" name="once" value="\(state["once"].isEmpty ? once : state["once"])">\(hidden)\
        \(about.customer == nil ? state.field("who", t("calls.log.who"), hint: t("calls.log.who.hint")) : nil)\
        \(state.field("channel", t("desk.channel"), .radios([.init("phone", t("calls.phone")), .init("in_person", t("calls.in_person"))])))\
        \(state.field("direction", t("calls.log.direction"), .radios([.init("in", t("calls.log.in")), .init("out", t("calls.log.out"))])))\
        \(state.field("vain", t("calls.log.vain"), .tick))\
        <div class="fields">\(state.field("day", t("desk.snooze.day"), .date, isRequired: true))\
        \(state.field("time", t("desk.snooze.time"), .time, isRequired: true))\
        \(state.field("minutes", t("calls.log.minutes"), .number, isRequired: true))</div>\
        \(state.field("text", t("calls.log.text"), .area(rows: 5)))\
        \(state.field("then", t("calls.log.then"), .radios([.init("resolved", t("calls.log.resolved")), .init("open", t("calls.log.open"))])))\
        <div class="actions">\(Button(t("calls.log.keep"), .primary))</div></div>
        """
    }

    private var hidden: HTML {
        let customer = about.customer.map { "<input type=\"hidden\" name=\"customer\" value=\"\($0.id)\">" as HTML }
        let conversation = about.conversation.map { "<input type=\"hidden\" name=\"conversation\" value=\"\("\($0)")\">" as HTML }
        return "\(customer)\(conversation)"
    }
}
