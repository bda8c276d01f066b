import Kernel
import Language
import Timeline
import Web

/// The pages that visitors book and ask by.
struct BookingKindsPage {
    let t: Texts
    let kinds: [BookingKind]
    let origin: String

    var title: String { t("booking.title") }

    var html: HTML {
        let add = [
            LinkButton(t("booking.add"), href: "\(BookingSettingsRoutes.path)/new", .primary).html,
            LinkButton(t("booking.add.quote"), href: "\(BookingSettingsRoutes.path)/new?sort=quote").html,
        ]
        let none = EmptyState(.firstUse, t("booking.kinds.none"), t("booking.kinds.none.hint")).html
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("booking.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: add))
            \(kinds.isEmpty ? none : table.html)
            """
    }

    private var table: Table<BookingKind> {
        Table(kinds, caption: title) {
            Column(t("booking.kind")) { kind in
                Who(
                    kind.terms.name(in: t.language), href: kind.settingsPath,
                    beneath: kind.sort == .quote
                        ? t("booking.sort.quote") : "\(t.span(kind.terms.length)) · \(t("booking.meeting.\(kind.terms.meeting.rawValue)"))"
                ).html
            }
            Column(t("booking.page")) { kind in
                kind.isPutAway ? Badge(t("booking.put_away.is")).html : "<a href=\"\(url: kind.path)\">\(origin + kind.path)</a>"
            }
        }
    }
}

/// One of them.
struct BookingKindPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let kind: BookingKind?
    let sort: BookingKind.Sort
    let colleagues: [Colleague]
    let origin: String
    let state: FormState

    var title: String { kind?.terms.name(in: t.language) ?? t(sort == .quote ? "booking.add.quote" : "booking.add") }
    private var path: String { kind?.settingsPath ?? BookingSettingsRoutes.path }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("booking.title"), BookingSettingsRoutes.path)]
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })<input type="hidden" name="sort" value="\(sort.rawValue)">
            <div class="form">\(kind == nil ? key : nil)\(names)\(sort == .appointment ? appointment : nil)\(questions)
            <div class="actions">\(Button(t("booking.save"), .primary))</div></div>
            """
        let lead = kind.map { "<a href=\"\(url: $0.path)\">\(origin + $0.path)</a>" as HTML } ?? HTML(escaping: t("booking.lead"))
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs))<div class="stack">
            <section class="sheet">\(PostForm(path, method: kind == nil ? .post : .put, seal: seal, content: fields))</section>\(shelf)</div>
            """
    }

    private var key: HTML {
        state.field("key", t("booking.key"), hint: t("booking.key.hint", ["address": origin + sort.root]), isRequired: true).html
    }

    private var names: HTML {
        let fields = ReaderLanguage.allCases.map { language -> HTML in
            """
            \(state.field(BookingTermsForm.name(language), "\(t("booking.name")) · \(language.name)"))\
            \(state.field(BookingTermsForm.about(language), "\(t("booking.about")) · \(language.name)", .area(rows: 2)))
            """
        }
        return """
            <fieldset class="part"><legend>\(t("booking.names"))</legend><p class="hint">\(t("booking.names.hint"))</p>\
            <div class="form">\(fields)</div></fieldset>
            """
    }

    private var appointment: HTML {
        let meetings = BookingTerms.Meeting.allCases.map { Field.Option($0.rawValue, t("booking.meeting.\($0.rawValue)")) }
        return """
            <div class="fields">\(state.field("minutes", t("booking.minutes"), .number, isRequired: true))\
            \(state.field("pause", t("booking.pause"), .number, isRequired: true))\
            \(state.field("ahead", t("booking.ahead"), .number, isRequired: true))\
            \(state.field("before", t("booking.short"), .number, isRequired: true))</div>
            \(state.field("meeting", t("booking.meeting"), .choice(meetings)))
            \(state.field("place", t("booking.place"), hint: t("booking.place.hint")))
            \(takers)\(hours)
            """
    }

    private var takers: HTML {
        let ticks = colleagues.map { Field(BookingTermsForm.taker($0.id), $0.name, .tick, value: state[BookingTermsForm.taker($0.id)]).html }
        return """
            <fieldset class="part"><legend>\(t("booking.takers"))</legend><p class="hint">\(t("booking.takers.hint"))</p>\(ticks)</fieldset>
            """
    }

    private var hours: HTML {
        let days = zip(HoursForm.days, 0...).map { day, place in
            state.field(day, t("desk.hours.\(day)"), placeholder: place < 5 ? "09:00-17:00" : nil).html
        }
        return """
            <fieldset class="part"><legend>\(t("booking.hours"))</legend>
            \(state.field("own_hours", t("booking.hours.own"), .tick, hint: t("booking.hours.hint")))
            <details\(flag: "open", state["own_hours"] == "on")><summary>\(t("booking.hours.week"))</summary>\
            <div class="columns">\(days)</div></details>\
            </fieldset>
            """
    }

    private var questions: HTML {
        let choices = BookingTerms.Asking.allCases.map { Field.Option($0.rawValue, t("booking.asking.\($0.rawValue)")) }
        let fields = BookingTerms.Question.allCases.map { question in
            state.field(BookingTermsForm.ask(question), t("book.\(question.rawValue)"), .choice(choices)).html
        }
        return """
            <fieldset class="part"><legend>\(t("booking.questions"))</legend><p class="hint">\(t("booking.questions.hint"))</p>\
            <div class="fields">\(fields)</div></fieldset>
            """
    }

    private var shelf: HTML? {
        guard let kind else { return nil }
        let word = kind.isPutAway ? "booking.bring_back" : "booking.put_away"
        let fields: HTML = """
            <input type="hidden" name="away" value="\(kind.isPutAway ? "no" : "yes")">\(Button(t(word), .quiet))
            """
        return Section(
            t(word), note: HTML(escaping: t("\(word).about")), content: PostForm("\(path)/shelf", method: .put, seal: seal, content: fields).html
        ).html
    }
}
