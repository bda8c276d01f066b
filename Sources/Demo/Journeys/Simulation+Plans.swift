import Kernel
import People
import Timeline

/// Furniture by the month: how a plan begins, is looked after, renewed or given up.
extension Simulation {
    mutating func startPlan(_ m: Moment) {
        let customer = population.customers[m.who]
        let contract = newContract(of: customer, m)
        tell(
            "plan_started", on: chance(0.7, m) ? "web" : "phone", by: customer.identities.user + customer.identities.phone, m,
            value: fee(contract, m), about: Subject("plan", contracts[contract].number),
            ["plan": .text(contracts[contract].plan.rawValue), "desks": .number(contracts[contract].desks)],
            traits: ["plan": contracts[contract].plan.rawValue])
        lives[m.who].orders += 1
        plan(.ship(newOrder(m)), m, days: 1...4, .office)
        plan(.consider, m, days: 40...80)
        planRenewal(of: contract, months: contracts[contract].plan.term, m)
    }

    private mutating func newContract(of customer: Customer, _ m: Moment) -> Int {
        let account = customer.account.map { population.accounts[$0] }
        let desks = account.map { max(2, $0.employees * lives[m.who].dice.whole(20...60) / 100) } ?? 1
        contracts.append(Contract(number: "F\(7_001 + contracts.count)", plan: account?.plan ?? .home, desks: min(desks, 160)))
        lives[m.who].contract = contracts.count - 1
        return contracts.count - 1
    }

    /// Began before the story did; the next renewal falls anywhere into the first term.
    mutating func continueContract(of customer: Customer, _ m: Moment) {
        let contract = newContract(of: customer, m)
        tell("identify", on: "web", by: customer.identities.user, m, traits: ["plan": contracts[contract].plan.rawValue])
        planRenewal(of: contract, months: lives[m.who].dice.whole(1...contracts[contract].plan.term), m)
    }

    private func fee(_ contract: Int, _ m: Moment) -> Money {
        population.customers[m.who].city.country.price(euros: contracts[contract].plan.euros(desks: contracts[contract].desks))
    }

    private mutating func planRenewal(of contract: Int, months: Int, _ m: Moment) {
        let days = months * 30
        if contracts[contract].plan != .home { plan(.checkIn(contract), m, days: days - 25...days - 12, .office) }
        plan(.renew(contract), m, days: days...days + 2, .office)
    }

    mutating func onboard(_ m: Moment) {
        tell(
            "onboarding_session", on: chance(0.7, m) ? "video_call" : "visit", by: identities(m).email, m,
            ["minutes": .number(lives[m.who].dice.whole(30...90))])
        feel(0.05, m)
    }

    mutating func checkIn(_ contract: Int, _ m: Moment) {
        guard contracts[contract].runs, chance(0.75, m) else { return }
        tell(
            "success_check_in", on: chance(0.6, m) ? "phone" : "video_call", by: identities(m).email, m,
            about: Subject("plan", contracts[contract].number), ["minutes": .number(lives[m.who].dice.whole(10...40))])
        feel(0.03, m)
    }

    // MARK: Renewal

    /// Nineteen of twenty who are content renew; of the disappointed, hardly one in three.
    mutating func renew(_ contract: Int, _ m: Moment) {
        let renews = chance((0.5 + 0.98 * mood(m)).clamped(to: 0.05...0.97), m)
        if renews { goOn(contract, m) } else { cancel(contract, m) }
    }

    private mutating func goOn(_ contract: Int, _ m: Moment) {
        let plan = contracts[contract].plan
        let about = Subject("plan", contracts[contract].number)
        tell("plan_renewed", on: "web", by: identities(m).user, m, value: fee(contract, m), about: about, ["plan": .text(plan.rawValue)])
        if plan != .home, mood(m) > 0.4, chance(0.16, m) {
            contracts[contract].desks += max(2, contracts[contract].desks / 5)
            tell(
                "plan_extended", on: "web", by: identities(m).user, m, value: fee(contract, m), about: about,
                ["desks": .number(contracts[contract].desks)])
        }
        planRenewal(of: contract, months: plan.term, m)
    }

    private mutating func cancel(_ contract: Int, _ m: Moment) {
        contracts[contract].runs = false
        let isAngry = mood(m) < 0.2
        let reason = words(m) { $1.pick($0.farewells[isAngry ? .bad : .mixed] ?? []) }
        tell(
            "plan_cancelled", on: chance(0.6, m) ? "web" : "email", by: identities(m).user, m,
            sentiment: (isAngry ? Tone.bad : .mixed).sentiment(&lives[m.who].dice), value: fee(contract, m),
            about: Subject("plan", contracts[contract].number),
            ["plan": .text(contracts[contract].plan.rawValue), "text": .text(reason)], traits: ["plan": "none"])
        feel(-0.08, m)
    }
}
