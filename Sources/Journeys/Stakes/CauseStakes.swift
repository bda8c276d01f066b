import Analytics
import Kernel
import Timeline

/// What is at stake where one touchpoint hurts: worked out here alone, so that a problem has one price on every page.
struct CauseStakes: Sendable {
    let kind: String
    /// The first month in which it happens to these people at another rate: whom it hit from then on is counted. `nil`: from the beginning of the
    /// days that are looked at.
    let since: Month?
    let stakes: Stakes
}

/// A touchpoint that hurts, and whom.
struct CausePeople: Sendable {
    let kind: String
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
        return CauseStakes(kind: kind, since: since, stakes: Stakes(people, filter, now: now.day.start))
    }
}

extension JourneyStore {
    /// Of each cause of the diagnosis, in its order.
    func stakes(_ choice: StakeChoice, _ scope: JourneyScope, at now: Instant) async throws -> Measured<[CauseStakes]> {
        try await lately([choice.days, Int(now.day.number)], scope, at: now) { asked in
            let (journey, catalogue) = (try await newestJourney(scope, at: now), line.catalogue)
            var found: [CauseStakes] = []
            for cause in journey.diagnosis.causes {
                let cause = CausePeople(kind: cause.kind, concerned: journey.concerned)
                found.append(try await cause.stakes(choice, asked.line, catalogue, at: now))
            }
            return found
        }
    }

    /// The numbers of those behind a figure: whom it hit or spared, of those who buy in the currency.
    func people(behind figure: StakeFigure, _ choice: StakeChoice, _ scope: JourneyScope, at now: Instant) async throws -> [Int64] {
        try await lately(figure, scope, at: now) { asked in
            let (journey, catalogue) = (try await newestJourney(scope, at: now), line.catalogue)
            let counted = try await CausePeople(kind: figure.kind, concerned: journey.concerned).counted(asked.line).filter
            let people = try await asked.line.stakePeople(choice.question(figure.kind, catalogue), counted, now: now.day.start)
            return people.filter { $0.isHit == figure.isHit && $0.mayBuy(in: figure.currency) }.map(\.person)
        }.answer
    }
}
