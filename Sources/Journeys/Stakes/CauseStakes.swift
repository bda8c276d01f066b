import Analytics
import Kernel
import Timeline

/// What is at stake where one touchpoint hurts: worked out here alone, so that a problem has one price on every page.
struct CauseStakes: Sendable {
    let kind: String
    /// Whom it hurts; `nil` for everybody.
    var group: Diagnosed.Group?
    /// The first month in which it happens to these people at another rate: whom it hit from then on is counted. `nil`: from the beginning of the
    /// days that are looked at.
    let since: Month?
    let stakes: Stakes
}

/// A touchpoint that hurts, and whom.
struct CausePeople: Sendable {
    let kind: String
    /// As they are called; `nil` for everybody.
    var group: Diagnosed.Group?
    /// Whose; its beginning counts where the touchpoint has none.
    let concerned: Filter

    /// From when on it is counted, and whom.
    func counted(_ line: any JourneyAnalytics) async throws -> (since: Month?, filter: Filter) {
        let since = try await line.beginning(of: kind, concerned)
        var filter = concerned
        filter.from = since?.firstDay.start ?? concerned.from
        return (since, filter)
    }

    /// - Parameter now: until when the line is known; to the day, so that the same question has one answer all day long.
    func stakes(_ choice: StakeChoice, _ line: any JourneyAnalytics, _ catalogue: Timeline.Catalogue, at now: Instant) async throws -> CauseStakes {
        let (since, filter) = try await counted(line)
        let people = try await line.stakePeople(choice.question(kind, catalogue), filter, now: now.day.start)
        return CauseStakes(kind: kind, group: group, since: since, stakes: Stakes(people, filter, now: now.day.start))
    }
}

extension JourneyStore {
    /// Of each cause of the diagnosis, in its order: one price, whichever days are shown.
    func stakes(_ choice: StakeChoice, _ scope: JourneyScope, at now: Instant) async throws -> Measured<[CauseStakes]> {
        let whole = scope.ofAllDays(at: now)
        return try await lately([choice.days, Int(now.day.number)], whole, at: now) { asked in
            let (diagnosed, catalogue) = (try await diagnosed(whole, at: now), line.catalogue)
            var found: [CauseStakes] = []
            for cause in diagnosed.diagnosis.causes {
                found.append(try await diagnosed.people(of: cause.kind).stakes(choice, asked.line, catalogue, at: now))
            }
            return found
        }
    }

    /// Those behind a figure, whom it hit or spared, of those who buy in the currency; and what the touchpoint is the problem of.
    func people(behind figure: StakeFigure, _ choice: StakeChoice, _ scope: JourneyScope, at now: Instant) async throws -> StakeBehind {
        let whole = scope.ofAllDays(at: now)
        let cause = try await diagnosed(whole, at: now).people(of: figure.kind)
        return try await lately(figure, whole, at: now) { [catalogue = line.catalogue] asked in
            let (since, counted) = try await cause.counted(asked.line)
            let people = try await asked.line.stakePeople(choice.question(figure.kind, catalogue), counted, now: now.day.start)
            let behind = people.filter { $0.isHit == figure.isHit && $0.mayBuy(in: figure.currency) }
            return StakeBehind(cause: cause, since: since, people: behind, figure.currency)
        }.answer
    }
}

/// Those behind a figure of money.
struct StakeBehind: Sendable {
    /// What the touchpoint is the problem of.
    let cause: CausePeople
    let since: Month?
    /// The numbers of the people; who brought most first, those last whose time is not over.
    let numbers: [Int64]
    /// What each brought, in minor units; nothing of those whose time is not over.
    let brought: [Int64: Double]

    fileprivate init(cause: CausePeople, since: Month?, people: [StakePerson], _ currency: Currency) {
        (self.cause, self.since) = (cause, since)
        let known = people.compactMap { person in person.brought.map { (person.person, $0[currency] ?? 0) } }
        let brought = Dictionary(known, uniquingKeysWith: { first, _ in first })
        self.brought = brought
        numbers = people.map(\.person).sorted { one, other in
            let (mine, theirs) = (brought[one], brought[other])
            if mine == theirs { return one < other }
            return (mine ?? -.infinity) > (theirs ?? -.infinity)
        }
    }
}

extension Diagnosed {
    /// People who have something in common, as they are called: `region` is `South`.
    struct Group: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// Whom one of its causes hurts.
    func people(of kind: String) -> CausePeople {
        CausePeople(kind: kind, group: diagnosis.change?.group.map { Group(name: $0.name, value: $0.value) }, concerned: concerned)
    }
}
