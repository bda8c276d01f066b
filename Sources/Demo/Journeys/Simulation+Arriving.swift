import Kernel
import People
import Timeline

/// How somebody unknown becomes somebody known: accounts, addresses, further browsers.
extension Simulation {
    mutating func signUp(_ m: Moment) {
        lives[m.who].isKnown = true
        tell("sign_up", on: "web", by: web(0, m), m)
        plan(.introduce, m, seconds: 1...3)
    }

    /// Says who they are; those who were customers already sign in for the first time.
    mutating func introduce(_ m: Moment) {
        let customer = population.customers[m.who]
        if customer.isFounding { tell("login", on: "web", by: customer.identities.user + customer.identities.browsers[0], m) }
        lives[m.who].isKnown = true
        tell("identify", on: "web", by: identified(customer, m), m, traits: traits(of: customer))
        if chance(0.48, m) {
            lives[m.who].reads = true
            tell("consent_given", on: "web", by: customer.identities.email, m, ["purpose": .text("newsletter")])
        }
        planHabits(of: customer, m)
        if customer.isFounding { resume(customer, m) } else if buys(m.who) { planDecision(m) }
    }

    private mutating func identified(_ customer: Customer, _ m: Moment) -> [Identifier] {
        let all = customer.identities
        var by = all.user + all.email + all.browsers[0]
        if chance(0.65, m) { by += all.phone }
        if chance(0.7, m) { by += all.card }
        if all.isSocialLinked { by += all.social }
        return by
    }

    private func traits(of customer: Customer) -> [String: String] {
        var traits = [
            "name": customer.name, "language": customer.language.rawValue, "city": customer.city.name, "region": customer.region.name,
            "country": customer.city.country.code,
        ]
        traits["email"] = customer.identities.email.first?.value
        traits["phone"] = customer.identities.phone.first?.value
        traits["role"] = customer.role
        if let account = customer.account.map({ population.accounts[$0] }) {
            traits["company"] = account.name
            traits["industry"] = account.industry.rawValue
            traits["employees"] = String(account.employees)
        }
        return traits
    }

    private mutating func planHabits(of customer: Customer, _ m: Moment) {
        if !customer.identities.otherEmail.isEmpty { plan(.addEmail, m, days: 20...200) }
        if customer.identities.browsers.count > 1 { plan(.addBrowser, m, days: 1...60) }
        if !customer.identities.device.isEmpty { plan(.openApp, m, days: 3...60) }
        if !customer.identities.social.isEmpty { plan(.mention, m, days: 20...90) }
        if m.who % 11 == 3 { plan(.post, m, days: 30...120) }
        planNewsletter(after: m.at.day.month, m)
        plan(.askToRecommend(again: true), m, days: 15...170, .office)
        plan(.everydayQuestion, m, days: 10...300, .courier)
        plan(.browse, m, days: 15...60)
    }

    /// Where a customer from before the story stands: some have a plan, some a desk that counts the hours.
    private mutating func resume(_ customer: Customer, _ m: Moment) {
        guard buys(m.who) else { return }
        lives[m.who].orders = 1
        plan(.consider, m, days: 2...70)
        if chance(0.12, m) { plan(.deskSignal, m, days: 1...28) }
        if chance(customer.isAtHome ? 0.16 : 0.55, m) { continueContract(of: customer, m) }
    }

    mutating func addEmail(_ m: Moment) {
        let other = identities(m).otherEmail
        tell("identify", on: "web", by: identities(m).user + other, m, traits: ["email": other.first?.value ?? ""])
    }

    /// On another browser they look around as nobody, then sign in.
    mutating func addBrowser(_ m: Moment) {
        let browser = lives[m.who].browsers
        guard browser < identities(m).browsers.count else { return }
        if chance(0.5, m) || lives[m.who].lookedOn == browser {
            lives[m.who].browsers += 1
            tell("login", on: "web", by: identities(m).user + identities(m).browsers[browser], m)
            plan(.addBrowser, m, days: 20...160)
        } else {
            lives[m.who].lookedOn = browser
            visit(browser, 1...4, .shopping, m)
            plan(.addBrowser, m, days: 0...9)
        }
    }
}
