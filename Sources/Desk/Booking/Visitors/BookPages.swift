import Kernel
import Language
import Web

/// Where a visitor chooses a time.
struct BookTimesPage {
    let t: Texts
    let kind: BookingKind
    let list: FreeTimesList
    var problem: String?

    var html: HTML {
        BookFrame(
            t: t, title: kind.terms.name(in: t.language), link: list.link, assumedZone: list.isAssumed ? list.zone : nil,
            content: """
                \(BookHead(t: t, kind: kind))\(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML })
                <h2 class="step">\(t("book.choose"))</h2>\(list.html)
                """
        ).html
    }
}

/// What it is, how long it takes, and where.
struct BookHead: Markup {
    let t: Texts
    let kind: BookingKind

    var html: HTML {
        let about = kind.terms.about(in: t.language)
        let facts = [t.span(kind.terms.length), t("booking.meeting.\(kind.terms.meeting.rawValue)")].joined(separator: " · ")
        return """
            <header><h1>\(kind.terms.name(in: t.language))</h1>\(kind.sort == .quote ? nil : "<p class=\"who\">\(facts)</p>")\
            \(about.isEmpty ? nil : "<p>\(about)</p>")</header>
            """
    }
}

/// Where a visitor says who they are, for an appointment or for a quote.
struct BookFormPage {
    let t: Texts
    let kind: BookingKind
    let link: BookLink
    let zone: String
    /// The time that was chosen; `nil` for a quote.
    let time: Range<Instant>?
    /// Instead of one that is taken.
    var instead: [Instant] = []
    /// What is sent once.
    let form: String
    let sendsMail: Bool
    let state: FormState

    var html: HTML {
        let fields: HTML = """
            <input type="hidden" name="form" value="\(form)"><input type="hidden" name="work" data-work="\("\(BookingForm.work)")">\
            <div hidden><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>\
            \(chosen)\(state.field("name", t("book.name"), isRequired: true, autocomplete: "name"))\
            \(state.field("email", t("book.email"), .email, hint: sendsMail ? t("book.email.hint") : nil, isRequired: true, autocomplete: "email"))\
            \(BookingTerms.Question.allCases.compactMap(question))<button>\(t(kind.sort == .quote ? "book.send" : "book.book"))</button>
            """
        let problem: HTML? = state.error.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" }
        let quiet: HTML? = sendsMail ? nil : "<p class=\"hint\">\(t("book.no_mail"))</p>"
        return BookFrame(
            t: t, title: kind.terms.name(in: t.language), link: link,
            content: """
                \(BookHead(t: t, kind: kind))\(problem)<form method="post" action="\(url: link.with { $0.at = nil }.text)">\(fields)</form>\(quiet)
                """
        ).html
    }

    private var chosen: HTML? {
        guard let time else { return nil }
        guard !instead.isEmpty else {
            return """
                <p class="chosen"><strong>\(BookingWords.when(time, t, zone: zone))</strong> \
                <a href="\(url: link.with { $0.at = nil }.text)">\(t("book.other_time"))</a></p>\
                <input type="hidden" name="at" value="\(time.lowerBound.description)">
                """
        }
        let times = instead.map { time -> HTML in
            """
            <label><input type="radio" name="at" value="\(time.description)" required> <span>\(t.longDate(time)), \(t.time(time))</span></label>
            """
        }
        return """
            <fieldset class="instead"><legend>\(t("book.instead"))</legend>\(times)</fieldset>\
            <p><a href="\(url: link.with { $0.at = nil }.text)">\(t("book.other_time"))</a></p>
            """
    }

    private func question(_ question: BookingTerms.Question) -> HTML? {
        let asking = kind.terms.asking(question)
        guard asking != .no else { return nil }
        let label = t("book.\(question.rawValue)") + (asking == .optional ? " (\(t("book.optional")))" : "")
        let (name, required) = (question.rawValue, asking == .required)
        return switch question {
        case .phone: state.field(name, label, .telephone, isRequired: required, autocomplete: "tel").html
        case .company: state.field(name, label, isRequired: required, autocomplete: "organization").html
        case .about: state.field(name, label, .area(rows: 5), isRequired: required).html
        }
    }
}

/// What was booked, and what can still be done with it.
struct AppointmentPage {
    let t: Texts
    let booking: Booking
    let kind: BookingKind
    let link: BookLink
    let isMailed: Bool
    let now: Instant
    var problem: String?

    private var isOpen: Bool { booking.isOpen(at: now) }
    private var end: String { "?lang=\(t.language.rawValue)" }

    var html: HTML {
        BookFrame(
            t: t, title: t("book.state.\(booking.state.rawValue)"), link: link,
            content: """
                <header><p class="who">\(kind.terms.name(in: t.language))</p><h1>\(t("book.state.\(booking.state.rawValue)"))</h1></header>\
                \(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML })\(facts)\(mailed)\(actions)
                """
        ).html
    }

    private var facts: HTML? {
        guard booking.time != nil else { return nil }
        return """
            <p class="chosen"><strong>\(BookingWords(t: t, booking: booking).when)</strong></p>\
            \(booking.state == .booked ? place : nil)
            """
    }

    private var place: HTML {
        let terms = kind.terms
        guard terms.meeting == .video, terms.place.hasPrefix("https://") else { return "<p>\(BookingWords.place(terms, t))</p>" }
        return "<p>\(t("booking.meeting.video")): <a href=\"\(url: terms.place)\" rel=\"noreferrer\">\(terms.place)</a></p>"
    }

    private var mailed: HTML? {
        guard booking.state == .booked || booking.state == .asked else { return nil }
        let sentence = t(isMailed ? "book.mailed" : booking.state == .asked ? "book.not_mailed.asked" : "book.not_mailed")
        return "<p class=\"hint\">\(sentence)</p>"
    }

    private var actions: HTML? {
        guard booking.time != nil else { return nil }
        let again: HTML? = kind.isPutAway ? nil : "<a href=\"\(url: kind.path + end)\">\(t("book.again"))</a>"
        guard isOpen else { return "<p class=\"more\">\(again)</p>" }
        return """
            <p class="more"><a class="button" href="\(url: "\(link.path)/file")" download>\(t("book.file"))</a>\
            <a href="\(url: link.with { $0.moves = true }.text)">\(t("book.move"))</a></p>\
            <details><summary>\(t("book.cancel"))</summary><form method="post" action="\(url: "\(link.path)/cancellation\(end)")">\
            <p>\(t("book.cancel.about"))</p><button class="danger">\(t("book.cancel.do"))</button></form></details>
            """
    }
}

/// Where an appointment is given another time.
struct MovePage {
    let t: Texts
    let booking: Booking
    let kind: BookingKind
    let list: FreeTimesList
    /// What was chosen, to be said yes to.
    let chosen: Range<Instant>?
    var problem: String?

    var html: HTML {
        BookFrame(
            t: t, title: t("book.move"), link: list.link, assumedZone: nil,
            content: """
                <header><p class="who">\(kind.terms.name(in: t.language))</p><h1>\(t("book.move"))</h1>\
                <p>\(t("book.move.now", ["time": BookingWords(t: t, booking: booking).when]))</p></header>\
                \(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML })\(chosen.map(confirmation) ?? list.html)\
                <p class="more"><a href="\(url: "\(list.link.path)?lang=\(t.language.rawValue)")">\(t("book.keep"))</a></p>
                """
        ).html
    }

    private func confirmation(_ time: Range<Instant>) -> HTML {
        """
        <form method="post" action="\(url: "\(list.link.path)/time?lang=\(t.language.rawValue)")">\
        <input type="hidden" name="at" value="\(time.lowerBound.description)"><input type="hidden" name="zone" value="\(list.zone)">\
        <p class="chosen"><strong>\(BookingWords.when(time, t, zone: list.zone))</strong> \
        <a href="\(url: list.link.with { $0.at = nil }.text)">\(t("book.other_time"))</a></p><button>\(t("book.move.do"))</button></form>
        """
    }
}

/// An address that leads nowhere.
struct BookUnknownPage {
    let t: Texts
    let path: String

    var html: HTML {
        BookFrame(
            t: t, title: t("book.unknown"), link: BookLink(path: path, language: t.language),
            content: "<h1>\(t("book.unknown"))</h1><p>\(t("book.unknown.about"))</p>"
        ).html
    }
}
