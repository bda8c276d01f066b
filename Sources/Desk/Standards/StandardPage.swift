import Kernel
import Timeline
import Web

/// One standard: what it asks, how far it is, and what shows it.
struct StandardPage {
    let t: Texts
    let seal: String
    let whole: StandardStore.Whole
    let colleagues: [Colleague]
    let mayEdit: Bool
    /// Of the form that says how far it is.
    let progress: FormState
    /// Of the form that changes it.
    let change: FormState

    private var standard: ServiceStandard { whole.standard }
    private var words: ServiceStandard.Words { standard.words(t) }
    var title: String { words.name }

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb(t("standards.title"), "/inbox/standards")]
        let away = standard.putAwayAt.map { "\(t("standards.put_away.since")) \(Moment(t, $0, showing: .date))" as HTML }
        let lead: HTML = "\(StandardBadge(t: t, status: standard.state.status)) \(away)"
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs, actions: []))
            <div class="desk"><div class="stack">\(about)\(mayEdit && standard.putAwayAt == nil ? report : nil)\(history)</div>\
            <aside class="stack">\(facts)\(mayEdit ? edit : nil)\(mayEdit ? removal : nil)</aside></div>
            """
    }

    private var about: HTML {
        let texts: HTML = """
            <h3>\(t("standards.why"))</h3><p class="words">\(words.why.isEmpty ? "–" : words.why)</p>
            <h3>\(t("standards.how"))</h3><p class="words">\(words.how.isEmpty ? "–" : words.how)</p>
            """
        return Section(t("standards.asks"), content: texts).html
    }

    private var facts: HTML {
        Section(
            t("standards.state"),
            content: KeyValues([
                (t("standards.status"), StandardBadge(t: t, status: standard.state.status).html),
                (t("standards.owner"), HTML(escaping: whole.ownerName ?? t("desk.nobody"))),
                (t("standards.review"), ReviewDay(t: t, standard: standard).html),
            ]).html
        ).html
    }

    // MARK: - What somebody does

    private var report: HTML {
        let fields: HTML = """
            \(progress.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(progress.field("text", t("standards.shows"), .area(rows: 3), hint: t("standards.shows.hint")))\
            \(progress.field("link", t("standards.link"), hint: t("standards.link.hint"), placeholder: "https://"))
            <div class="fields">\(progress.field("status", t("standards.status"), .choice(Self.statuses(t))))\
            \(progress.field("review_on", t("standards.review.next"), .date))</div>
            <div class="actions">\(Button(t("standards.report.do"), .primary))</div></div>
            """
        let form = PostForm("\(standard.path)/progress", seal: seal, content: fields).html
        return Section(t("standards.report"), note: HTML(escaping: t("standards.report.about")), content: form).html
    }

    static func statuses(_ t: Texts) -> [Field.Option] {
        ServiceStandard.Status.allCases.map { Field.Option($0.rawValue, t("standards.status.\($0.rawValue)")) }
    }

    private var edit: HTML {
        let isWrong = change.error != nil || !change.errors.isEmpty
        let form = PostForm(
            standard.path, method: .put, seal: seal,
            content: StandardFields(t: t, state: change, colleagues: colleagues, button: t("standards.save"), idPrefix: "edit-").html)
        return """
            <section class="sheet"><details\(flag: "open", isWrong)><summary>\(t("standards.change"))</summary>\(form)</details></section>
            """
    }

    private var removal: HTML {
        if standard.putAwayAt != nil {
            return Section(
                t("standards.put_away"), note: HTML(escaping: t("standards.take_up.about")),
                content: PostButton(t("standards.take_up"), to: "\(standard.path)/return", seal: seal, swaps: false).html
            ).html
        }
        let button = PostButton(t("standards.put_away.do"), to: standard.path, method: .delete, seal: seal, .quiet, swaps: false).html
        return Section(t("standards.put_away"), note: HTML(escaping: t("standards.put_away.about")), content: button).html
    }

    // MARK: - What became of it

    private var history: HTML {
        let items = whole.entries.map { entry in
            TimelineList.Item(
                at: entry.at, icon: entry.isEvidence ? .check : .note, title: HTML(escaping: said(entry)), detail: detail(entry),
                tone: entry.isEvidence ? .good : .plain)
        }
        return Section(t("standards.history"), note: HTML(escaping: t("standards.history.about")), content: TimelineList(t, items).html).html
    }

    private func said(_ entry: StandardEntry) -> String {
        t("standards.deed.\(entry.deed.rawValue)", ["who": entry.staffName ?? t("desk.staff")])
    }

    private func detail(_ entry: StandardEntry) -> HTML {
        var facts = [t("standards.status.\(entry.state.status.rawValue)")]
        if let owner = entry.ownerName { facts.append("\(t("standards.owner")): \(owner)") }
        if let day = entry.state.reviewOn { facts.append("\(t("standards.review.next")): \(t.date(day))") }
        let text: HTML? =
            entry.text.isEmpty ? nil : "<p class=\"words\">\(entry.deed == .changed ? "\(t("standards.before")): " : "")\(entry.text)</p>"
        let link: HTML? = entry.link.isEmpty ? nil : "<p><a href=\"\(url: entry.link)\" rel=\"noreferrer\">\(entry.link)</a></p>"
        return "<div data-evidence>\(text)\(link)<small>\(facts.joined(separator: " · "))</small></div>"
    }
}

/// A new standard.
struct NewStandardPage {
    let t: Texts
    let seal: String
    let colleagues: [Colleague]
    let state: FormState

    var title: String { t("standards.add") }

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb(t("standards.title"), "/inbox/standards")]
        let fields = StandardFields(t: t, state: state, colleagues: colleagues, button: t("standards.save"), idPrefix: "").html
        return """
            \(PageHeader(title, lead: HTML(escaping: t("standards.add.about")), crumbs: crumbs))
            <section class="sheet">\(PostForm("/inbox/standards", seal: seal, content: fields))</section>
            """
    }
}

/// What a standard is, to be typed.
struct StandardFields: Markup {
    let t: Texts
    let state: FormState
    let colleagues: [Colleague]
    let button: String
    let idPrefix: String

    var html: HTML {
        let people = [Field.Option("", t("desk.nobody"))] + colleagues.map { Field.Option($0.id.description, $0.name) }
        return """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(state.field("name", t("standards.name"), hint: t("standards.name.hint"), isRequired: true))\
            \(state.field("why", t("standards.why"), .area(rows: 3)))\
            \(state.field("how", t("standards.how"), .area(rows: 3), hint: t("standards.how.hint")))
            \(state.field("owner", t("standards.owner"), .choice(people), hint: t("standards.owner.hint")))\
            \(state.field("review_on", t("standards.review.next"), .date, id: "\(idPrefix)review_on"))
            <div class="actions">\(Button(button, .primary))</div></div>
            """
    }
}
