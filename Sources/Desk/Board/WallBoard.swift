import Kernel
import Statistics
import Web

/// How it stands at the moment, for a screen on the wall.
struct WallBoard: Sendable {
    /// Customers who wait for an answer.
    let waiting: Int
    /// Since when the one waits who has waited longest.
    let since: Instant?
    /// What is owed within the hour, and what is late.
    let due: Int
    let late: Int
    /// Open conversations by team, in the order of teams; those of no team last.
    let open: [Load]
    /// Those who have ever said whether they are there: online first.
    let people: [Person]
    let today: Today
    /// Whose all of it is; `nil` for all.
    let team: Team?
    let teams: [Team]
    /// How far the desk had come.
    let newestEntry: Int64

    struct Load: Hashable, Sendable {
        /// `nil` for those of no team.
        let team: Team?
        let open: Int
        /// Nobody's.
        let unassigned: Int
    }

    struct Person: Hashable, Sendable {
        let name: String
        let state: AgentState
        let open: Int
    }

    /// What the day has brought so far.
    struct Today: Sendable {
        let firstResponse: ElapsedSpread?
        /// Of the first responses that were promised and came to an end.
        let kept: Proportion
        /// Answers that were given today.
        let satisfaction: Satisfaction
    }
}
