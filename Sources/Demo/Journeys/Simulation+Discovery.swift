import Kernel
import People
import Timeline

/// How people come across the company, look around, and come back to the site later.
extension Simulation {
    func firstStep(of customer: Customer, _ who: Int) -> Step {
        if customer.isFounding { return .introduce }
        if customer.staysUnknown || buys(who) { return .notice(left: who % 4) }
        return .signUp
    }

    /// What the browser is known by: with the account, once they have signed in there.
    func web(_ browser: Int, _ m: Moment) -> [Identifier] {
        let known = lives[m.who].isKnown && browser < lives[m.who].browsers ? identities(m).user : []
        return known + identities(m).browsers[browser]
    }

    mutating func visit(_ browser: Int, _ pages: ClosedRange<Int>, _ purpose: Visit.Purpose, _ m: Moment) {
        let pages = lives[m.who].dice.whole(pages)
        plan(.page(Visit(browser: browser, left: pages, purpose: purpose)), m, seconds: 2...60)
    }

    // MARK: Awareness

    private static let firstContacts: KeyValuePairs = [
        "ad_view": 34.0, "ad_click": 15, "search_visit": 18, "social_post_view": 10, "blog_view": 11, "referral_visit": 4,
        "influencer_post_view": 3, "press_article_view": 3, "event_visit": 2,
    ]

    mutating func notice(left: Int, _ m: Moment) {
        let contact = lives[m.who].dice.pick(Self.firstContacts)
        let site = Texts.of(population.customers[m.who].language).site
        let browser = identities(m).browsers[0]
        switch contact {
        case "ad_view", "ad_click": tell(contact, on: "ads", by: browser, m, ["campaign": .text(lives[m.who].dice.pick(site.ads))])
        case "search_visit": tell(contact, on: "search", by: browser, m, ["query": .text(lives[m.who].dice.pick(site.queries))])
        case "blog_view": tell(contact, on: "web", by: browser, m, ["title": .text(lives[m.who].dice.pick(site.articles))])
        case "referral_visit": tell(contact, on: "web", by: browser, m, ["path": .text(Page.home.rawValue)])
        case "press_article_view": tell(contact, on: "press", by: browser, m)
        case "event_visit": tell(contact, on: "event", by: population.customers[m.who].staysUnknown ? browser : identities(m).email, m)
        default: tell(contact, on: "social", by: browser, m)
        }
        if ["ad_click", "search_visit", "referral_visit"].contains(contact) { visit(0, 1...3, .curious, m) }
        if left > 0 { plan(.notice(left: left - 1), m, days: 0...6) } else { beginToLook(m) }
    }

    private mutating func beginToLook(_ m: Moment) {
        let looks = population.customers[m.who].staysUnknown ? lives[m.who].dice.whole(0...2) : lives[m.who].dice.whole(2...6)
        if looks > 0 { plan(.look(left: looks), m, days: 0...6) }
    }

    // MARK: Search

    private static let looks: KeyValuePairs = [
        "visit": 52.0, "case_study_view": 8, "configurator_used": 7, "review_read": 7, "forum_read": 3, "chatbot_message": 4, "voice_request": 1,
    ]
    /// These say who somebody is, so that those who stay unknown do not do them.
    private static let openLooks: KeyValuePairs = ["presales": 9.0, "guide_download": 8, "showroom_visit": 8, "kiosk_session": 2]

    mutating func look(left: Int, _ m: Moment) {
        let staysUnknown = population.customers[m.who].staysUnknown
        let isOpen = !staysUnknown && chance(0.25, m)
        lookAround(by: isOpen ? lives[m.who].dice.pick(Self.openLooks) : lives[m.who].dice.pick(Self.looks), m)
        if left > 1 {
            plan(.look(left: left - 1), m, days: 1...9)
        } else if !staysUnknown {
            plan(.signUp, m, days: 0...4)
        }
    }

    private mutating func lookAround(by look: String, _ m: Moment) {
        let site = Texts.of(population.customers[m.who].language).site
        let browser = web(0, m)
        switch look {
        case "case_study_view": tell(look, on: "web", by: browser, m, ["title": .text(lives[m.who].dice.pick(site.stories))])
        case "configurator_used": configure(browser, m)
        case "review_read": tell(look, on: "review_site", by: browser, m)
        case "forum_read": tell(look, on: "community", by: browser, m)
        case "chatbot_message": askChatbot(browser, m)
        case "voice_request": tell(look, on: "voice", by: browser, m, ["query": .text(lives[m.who].dice.pick(site.queries))])
        case "presales": plan(.contact(.presales, order: nil), m, minutes: 1...9)
        case "guide_download": downloadGuide(m)
        case "showroom_visit": plan(.visitShowroom, m, days: 0...2, .courier)
        case "kiosk_session": tell(look, on: "kiosk", by: identities(m).card, m)
        default: visit(0, 2...5, .shopping, m)
        }
    }

    private mutating func configure(_ browser: [Identifier], _ m: Moment) {
        let product = Product.any(forHome: population.customers[m.who].isAtHome, &lives[m.who].dice)
        tell("configurator_used", on: "web", by: browser, m, ["product": .text(product.model)])
    }

    private mutating func askChatbot(_ browser: [Identifier], _ m: Moment) {
        let question = words(m) { $1.pick($0.requests[.presales]?.questions ?? []).text }
        tell("chatbot_message", on: "chatbot", by: browser, m, ["text": .text(question)])
    }

    /// Leaves an address behind: from here on the browser is somebody's.
    private mutating func downloadGuide(_ m: Moment) {
        let guide = lives[m.who].dice.pick(Texts.of(population.customers[m.who].language).site.guides)
        let by = identities(m).email + identities(m).browsers[0]
        tell("form_submitted", on: "web", by: by, m, ["form": .text("guide")])
        tell("guide_download", on: "web", by: by, m, ["title": .text(guide)])
    }

    mutating func visitShowroom(_ m: Moment) {
        let by = identities(m).card.isEmpty ? identities(m).email : identities(m).card
        tell("showroom_visit", on: "shop", by: by, m, ["city": .text(population.customers[m.who].city.name)])
        guard chance(0.3, m), let score = Score((4.2 + mood(m)).rounded(.toNearestOrEven).clamped(to: 3...5), on: .rating) else { return }
        let said = remark(on: .showroom, m)
        tell("showroom_rated", on: "shop", by: by, m, score: score, sentiment: said.sentiment, ["text": .text(said.text)])
    }

    // MARK: Pages

    private static let shopping: KeyValuePairs = [
        Page.desks: 14.0, .chairs: 15, .booths: 5, .flex: 9, .prices: 10, .delivery: 7, .showrooms: 3, .sustainability: 2, .about: 2, .warranty: 3,
    ]

    mutating func turnPage(_ visit: Visit, _ m: Moment) {
        let texts = Texts.of(population.customers[m.who].language)
        let by = web(visit.browser, m)
        var visit = visit
        if visit.purpose == .help {
            tell("help_article_view", on: "web", by: by, m, ["title": .text(lives[m.who].dice.pick(texts.site.help))])
        } else if visit.path != .home, chance(0.42, m) {
            showProduct(by, texts, m)
        } else if chance(0.05, m) {
            tell("site_search", on: "web", by: by, m, ["query": .text(lives[m.who].dice.pick(texts.site.queries))])
        } else {
            tell("page_view", on: "web", by: by, m, ["path": .text(visit.path.rawValue), "title": .text(texts.site.pages[visit.path])])
        }
        visit.left -= 1
        visit.path = lives[m.who].dice.pick(Self.shopping)
        if visit.left > 0 { plan(.page(visit), m, seconds: 8...140) }
    }

    private mutating func showProduct(_ by: [Identifier], _ texts: Texts, _ m: Moment) {
        let product = Product.any(forHome: population.customers[m.who].isAtHome, &lives[m.who].dice)
        tell("product_view", on: "web", by: by, m, ["path": .text(product.path), "title": .text(texts.title(product))])
    }

    /// Customers look in now and then, for news or for help.
    mutating func browse(_ m: Moment) {
        let browser = lives[m.who].dice.whole(0...max(0, lives[m.who].browsers - 1))
        if chance(0.15, m) { tell("login", on: "web", by: web(browser, m), m) }
        if chance(0.25, m) { visit(browser, 1...2, .help, m) } else { visit(browser, 1...4, .shopping, m) }
        plan(.browse, m, days: mood(m) > 0 ? 120...300 : 180...360)
    }
}
