import Kernel
import Language
import Web

/// Every component on one page, to be looked at and to be checked.
struct Gallery {
    let t: Texts
    let seal: String
    let query: Query

    struct Customer {
        let name: String
        let company: String
        let health: Int
        let spend: Money
        let since: Day
    }

    let customers = [
        Customer(name: "Zofia Król", company: "Młyn & Synowie", health: 34, spend: Money(1_249_900, .pln), since: Day(number: 20_100)),
        Customer(name: "Григорий Ильин", company: "Северный ветер", health: 71, spend: Money(98_000, .eur), since: Day(number: 19_800)),
        Customer(name: "林晓", company: "山海贸易", health: 92, spend: Money(4_310_000, .eur), since: Day(number: 19_400)),
        Customer(name: "a\"\u{301} onfocus=alert(1)", company: "<b>Bold</b> & sons", health: 55, spend: Money(500, .jpy), since: Day(number: 20_400)),
    ]

    var html: HTML {
        """
        \(head)\(tiles)\(trend)<div class="columns">\(bars)\(shares)</div>\(table)
        <div class="columns">\(timeline)\(details)</div><div class="columns">\(form)\(buttons)</div>\(callouts)
        <div class="columns">\(empties)</div>\(question)
        """
    }

    private var question: Question {
        let answers: HTML = "\(Button("Merge", .danger))\(LinkButton("Leave them apart", href: "#", .quiet))"
        return Question("Merge these two customers?", "<p>Their lines become one. This can be undone for 30 days.</p>", answers: answers)
    }

    private var head: HTML {
        """
        \(PageHeader("Pulse of the week", lead: "Six figures, what changed, and who is waiting. Everything leads to the people behind it.",
            crumbs: [Crumb("Customers", "/customers"), Crumb("Młyn & Synowie", "/customers/1")],
            actions: [LinkButton("Export", href: "#", .quiet).html, LinkButton("New survey", href: "#", .primary, icon: .plus, key: "n").html]))
        \(Tabs("Views", [.init("Overview", href: "#", isCurrent: true), .init("Timeline", href: "#", count: "128", isCurrent: false),
            .init("Journey", href: "#", isCurrent: false), .init("Conversations", href: "#", count: "3", isCurrent: false)]))
        """
    }

    private var tiles: HTML {
        let trend = Sparkline((0..<30).map { wave($0) + Double($0) / 3 })
        return Tiles([
            Tile(
                "New conversations", t.number(1_284), detail: "n = 1,284", change: Change("+12%", "against the 30 days before", isGood: nil),
                trend: trend, href: "#"),
            Tile(
                "First reply, half within", "18 min", detail: "p90 3 h 40 min", change: Change("−6 min", "than before", isGood: true), trend: trend,
                definition: "The time from a customer's first message to the first answer by a person, within opening hours."),
            Tile("NPS", "31", detail: "24–38, n = 412", change: Change("−7", "against the 30 days before", isGood: false), trend: trend),
            Tile("CSAT", t.percent(0.884), detail: "n = 651", change: Change("+1", "point", isGood: true), trend: trend),
            Tile("At risk", "27", detail: t.money(Money(48_200_00, .eur)), trend: trend),
            Tile("Effort", "–", detail: "too few answers (12) to say"),
        ]).html
    }

    private var trend: HTML {
        let nps = (0..<60).map { day -> Double? in day == 31 ? nil : 15 + wave(day) / 2 - Double(day) / 6 }
        let band = nps.map { value in value.map { ($0 - 6)...($0 + 6) } }
        let labels = (0..<60).map { t.shortDate(t.today.adding(days: $0 - 59)) }
        let chart = LineChart(
            id: "nps", title: "NPS", description: "It fell from 33 to 24 within 60 days.", t, labels: labels,
            series: [.init("These 60 days", nps, band: band), .init("The 60 days before", nps.map { $0.map { $0 + 4 } }, isComparison: true)],
            annotations: [.init(at: 22, "Delivery partner changed"), .init(at: 44, "Prices up")], startsAtZero: false)
        return Section("NPS over time", note: "The band holds the true value nineteen times out of twenty.", content: chart.html).html
    }

    private var bars: HTML {
        let chart = BarChart(
            title: "What people write about", t,
            [
                .init("Delivery", 212, detail: "n = 212", href: "#", interval: 188...236), .init("Ease of return", 141, href: "#"),
                .init("Prices", 88, tone: .note),
                .init("Courier's manners", 34), .init("Packaging", 12),
            ])
        return Section("Topics", content: chart.html).html
    }

    private var shares: HTML {
        let chart = ShareBar(
            title: "Answers", t, [.init("Promoters", 212, tone: .good), .init("Passives", 121, tone: .plain), .init("Detractors", 79, tone: .bad)])
        return Section(
            "Distribution",
            content:
                "<div class=\"stack\">\(chart)\(small)</div>"
        ).html
    }

    private var small: HTML {
        let words: [(String, Tone)] = [
            ("Open", .plain), ("Promoter", .good), ("Breach soon", .warn), ("At risk", .bad), ("Snoozed", .note), ("Moment of truth", .thread),
        ]
        let badges = words.map { "\(Badge($0.0, tone: $0.1)) " as HTML }
        let chips: HTML = "\(Chip("Warsaw", removal: ("#", "Remove Warsaw")))\(Chip("delivery", href: "#"))"
        return "<p>\(badges)</p><div class=\"chips\">\(chips)</div>\(Progress(0.64, label: "16 of 25 done"))"
    }

    private var table: HTML {
        let table = Table(customers, caption: "Customers", query: query, pages: Pages(t, first: "?", next: "?after=x")) {
            Column("Name", sort: "name") { "\(Avatar($0.name)) <a href=\"#\">\($0.name)</a>" }
            Column("Company") { "\($0.company)" }
            Column("Health", sort: "health", isNumber: true) {
                "\(Badge("\($0.health)", tone: $0.health < 40 ? .bad : $0.health < 70 ? .warn : .good))"
            }
            Column("Spend", sort: "spend", isNumber: true) { "\(t.money($0.spend))" }
            Column("Since") { "\(t.date($0.since))" }
        }
        return Section("Customers", note: "4 of 1,284", actions: LinkButton("All", href: "#", .quiet).html, content: table.html).html
    }

    private var timeline: HTML {
        let now = t.now
        let items: [TimelineList.Item] = [
            .init(
                at: now.adding(.minutes(-40)), icon: .chat, title: "Wrote in the chat",
                detail: "<blockquote>Where is my order? It should have been here on Friday.</blockquote>", tone: .thread),
            .init(at: now.adding(.minutes(-44)), icon: .web, title: "Viewed <b>Delivery</b>", folding: "page_viewed"),
            .init(at: now.adding(.minutes(-45)), icon: .web, title: "Viewed <b>Track</b>", folding: "page_viewed"),
            .init(at: now.adding(.minutes(-46)), icon: .web, title: "Viewed <b>Home</b>", folding: "page_viewed"),
            .init(
                at: now.adding(.hours(-30)), icon: .star, title: "Answered the survey: <b>3</b> of 10", detail: "Too slow, and nobody told me.",
                tone: .bad),
            .init(at: now.adding(.hours(-76)), icon: .purchase, title: "Bought for \(t.money(Money(24_900, .pln)))", tone: .good),
        ]
        return Section("Timeline", content: TimelineList(t, items) { _, count in "Viewed \(count) pages" }.html).html
    }

    private var details: HTML {
        let pairs: [(name: String, value: HTML)] = [
            ("Email", "<a href=\"mailto:zofia@example.com\">zofia@example.com</a>"), ("Language", "Polski"), ("Local time", "\(t.time(t.now))"),
            ("Last seen", Moment(t, t.now.adding(.hours(-3))).html), ("Consent", Badge("Marketing", tone: .good).html),
        ]
        return Section("Zofia Król", actions: Avatar("Zofia Król", isLarge: true).html, content: KeyValues(pairs).html).html
    }

    private var form: HTML {
        let state = FormState(Form([("name", ""), ("note", "Half a thought")]), failure: .invalid("name", t.reason("must not be empty")))
        let fields: HTML = """
            <div class="form">\(state.field("name", "Name", isRequired: true))
            \(state.field("email", "Email", .email, hint: "Only for answers to you."))
            \(state.field("note", "Note", .area(rows: 3)))
            \(Field("team", "Team", .choice([.init("a", "Service"), .init("b", "Success")]), value: "b"))
            \(Field("score", "How easy was it?", .radios([.init("1", "Hard"), .init("2", "So-so"), .init("3", "Easy")]), value: "3"))
            \(Field("agree", "Send me news", .tick, value: "on"))
            <div class="actions">\(Button("Save", .primary))\(Button("Save and next", key: "E"))</div></div>
            """
        return Section("A form", content: PostForm("/gallery", seal: seal, content: fields).html).html
    }

    private var buttons: HTML {
        let list: HTML = """
            <div class="actions">\(Button("Primary", .primary))\(Button("Usual"))\(Button("Quiet", .quiet))\(Button("Erase", .danger))</div>
            <div class="actions">\(PostButton("Resolve", to: "/gallery", seal: seal, icon: .check, key: "e"))
            \(PostButton("Reopen", to: "/gallery", method: .delete, seal: seal, .quiet))</div>
            <p><kbd>g</kbd> <kbd>p</kbd> leads to the pulse.</p>
            """
        return Section("Buttons", content: "<div class=\"stack\">\(list)</div>").html
    }

    private var callouts: HTML {
        let tones: [(Tone, String)] = [
            (.good, "Saved."), (.note, "This figure is from yesterday."), (.warn, "A clock is wrong by 4 minutes."),
            (.bad, "The mailbox refuses our password."),
        ]
        return "<div class=\"stack\">\(tones.map { Callout("\($0.1)", tone: $0.0) })</div>"
    }

    private var empties: HTML {
        """
        <div class="sheet">\(EmptyState(
            .firstUse, "No surveys yet", "Ask your first question; answers appear here.",
            action: LinkButton("New survey", href: "#", .primary).html))</div>
        <div class="sheet">\(EmptyState(.noResult, "Nobody matches", "Take away a filter, or look at a longer period."))</div>
        <div class="sheet">\(EmptyState(.allDone, "All done", "Nobody is waiting for an answer."))</div>
        """
    }

    /// Up and down without being the same twice.
    private func wave(_ day: Int) -> Double { Double(20 + day * 7919 % 13) }
}
