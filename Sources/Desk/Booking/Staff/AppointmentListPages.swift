import Kernel
import Web

/// Who comes when: day by day, each with what became of it.
struct AppointmentListPage {
    let t: Texts
    let seal: String
    let first: Day
    let isMine: Bool
    let rows: [AppointmentListStore.Row]
    /// Of whoever looks.
    let feed: String?
    let maySet: Bool

    var title: String { t("booking.appointments") }
    private var path: String { AppointmentListRoutes.path }

    var html: HTML {
        let set = LinkButton(t("booking.title"), href: BookingSettingsRoutes.path, .quiet).html
        let lead = t("booking.appointments.lead", ["from": first, "to": first.adding(days: AppointmentListRoutes.days - 1)])
        return """
            \(PageHeader(title, lead: HTML(escaping: lead), crumbs: [Crumb(t("desk.title"), "/inbox")], actions: maySet ? [set] : []))
            \(tabs)<div class="stack">\(rows.isEmpty ? none : "\(days)")\(turning)\(calendar)</div>
            """
    }

    private var query: String { "from=\(first)" + (isMine ? "&who=me" : "") }

    private var tabs: Tabs {
        Tabs(
            t("booking.whose"),
            [
                .init(t("booking.all"), href: "\(path)?from=\(first)", isCurrent: !isMine),
                .init(t("booking.mine"), href: "\(path)?from=\(first)&who=me", isCurrent: isMine),
            ])
    }

    private var none: HTML { EmptyState(.noResult, t("booking.none"), t("booking.none.hint")).html }

    private var turning: HTML {
        let who = isMine ? "&who=me" : ""
        func link(_ days: Int, _ text: String) -> HTML {
            LinkButton(t(text), href: "\(path)?from=\(first.adding(days: days))\(who)", .quiet).html
        }
        return """
            <nav class="actions" aria-label="\(t("booking.turn"))">\(link(-AppointmentListRoutes.days, "booking.before"))\
            \(LinkButton(t("booking.today"), href: path + (isMine ? "?who=me" : ""), .quiet))\
            \(link(AppointmentListRoutes.days, "booking.after"))</nav>
            """
    }

    private var days: [HTML] {
        let days = Dictionary(grouping: rows) { t.day(of: $0.time.lowerBound) }.sorted { $0.key < $1.key }
        return days.map { _, rows in Section(rows.first.map { t.longDate($0.time.lowerBound) } ?? "", content: table(rows).html).html }
    }

    private func table(_ rows: [AppointmentListStore.Row]) -> Table<AppointmentListStore.Row> {
        Table(rows, caption: title) {
            Column(t("booking.time")) { "\(t.time($0.time.lowerBound))–\(t.time($0.time.upperBound))" }
            Column(t("booking.what")) { row in
                Who(row.kind.terms.name(in: t.language), href: "/inbox/\(row.booking.conversation)", beneath: row.staffName).html
            }
            Column(t("booking.who")) { who($0.booking.visitor) }
            Column(t("booking.state")) { state($0.booking) }
            Column(t("booking.do")) { actions($0) }
        }
    }

    private func who(_ visitor: Booking.Visitor) -> HTML {
        guard !visitor.email.isEmpty else { return HTML(escaping: t("desk.erased")) }
        let facts = [visitor.company, visitor.email, visitor.phone].filter { !$0.isEmpty }
        return "\(visitor.name)<br><span class=\"aside\">\(facts.joined(separator: " · "))</span>"
    }

    private func state(_ booking: Booking) -> HTML {
        let tone: Tone =
            switch booking.state {
            case .booked: .note
            case .held: .good
            case .missed: .warn
            case .cancelled, .asked: .plain
            }
        return Badge(t("booking.state.\(booking.standing)"), tone: tone).html
    }

    private func actions(_ row: AppointmentListStore.Row) -> HTML {
        let hasBegun = row.time.lowerBound <= t.now
        let choices: [(String, Emphasis)] =
            switch row.booking.state {
            case .booked: hasBegun ? [("held", .usual), ("missed", .quiet)] : [("cancel", .quiet)]
            case .missed: [("held", .quiet)]
            case .held, .cancelled, .asked: []
            }
        let forms = choices.map { word, emphasis -> HTML in
            let fields: HTML = """
                <input type="hidden" name="do" value="\(word)"><input type="hidden" name="back" value="\(query)">\
                \(Button(t("booking.do.\(word)"), emphasis))
                """
            let label = "\(row.booking.visitor.name), \(t.time(row.time.lowerBound))"
            return PostForm("\(path)/\(row.booking.id)", method: .put, seal: seal, label: label, content: fields).html
        }
        let move = row.booking.isOpen(at: t.now) ? LinkButton(t("booking.do.move"), href: "\(row.path)?move=1", .quiet).html : nil
        return "<div class=\"actions\">\(forms)\(move)</div>"
    }

    private var calendar: HTML {
        let button = PostButton(t(feed == nil ? "booking.feed.make" : "booking.feed.renew"), to: "\(path)/feed", seal: seal, .quiet, swaps: false)
            .html
        let address: HTML? = feed.map { "<p><code>\($0)</code></p>" }
        return Section(t("booking.feed"), note: HTML(escaping: t("booking.feed.about")), content: "\(address)\(button)").html
    }
}

/// What of an appointment stands in its conversation, as it is read there.
struct BookingEntryLine {
    let t: Texts
    let entry: ConversationEntry
    let customer: String
    let mail: ConversationMailStore.Piece?

    /// - Returns: `nil` for what says nothing of one.
    init?(t: Texts, entry: ConversationEntry, customer: String, mail: ConversationMailStore.Piece?) {
        guard entry.booking != nil else { return nil }
        (self.t, self.entry, self.customer, self.mail) = (t, entry, customer, mail)
    }

    var html: HTML? {
        guard let (word, time) = entry.booking else { return nil }
        let who = entry.staffName ?? customer
        let said = t("booking.entry.\(word.rawValue)", ["who": who, "time": time.map { "\(t.longDate($0)), \(t.time($0))" } ?? ""])
        let isSaid = word == .asked || word == .booked
        let words: HTML? = isSaid ? entry.text.isEmpty ? "<em>\(t("desk.text_erased"))</em>" : HTML(escaping: entry.text) : nil
        return """
            <li class="\(isSaid ? "them" : "note them")" id="entry-\("\(entry.number)")"><header><b>\(said)</b> \
            <small>\(t.channelName(entry.channel))</small> \(Moment(t, entry.at, showing: .moment))</header>\
            \(words.map { "<p class=\"words\">\($0)</p>" as HTML })\(mail.map { ConversationMailLine(t: t, piece: $0).html })</li>
            """
    }
}
