import Kernel
import Storage
import Timeline
import Web

extension ConversationWorkStore {
    /// Gives it to a team. Who has it and is not in that team has it no longer.
    ///
    /// - Parameter key: `nil` takes it from all teams.
    /// - Throws: `missing` for a team that there is not, `conflict` for one that is put away.
    func give(_ number: Int64, toTeam key: String?, by staff: Viewer, at now: Instant, as done: WorkDone? = nil) async throws {
        let done = done ?? WorkDone(.team, by: staff, at: now)
        try await line.write { tx in
            let before = try ConversationStore.working(number, tx)
            let team = try key.map { try TeamStore.find($0, tx) }
            guard before.team != team?.key else { return }
            if let team, team.isPutAway { throw Failure.conflict("This team is put away.") }
            let once = "team:\(number):\(before.lastEntry)"
            var (after, entries) = (
                before, [ConversationStore.NewEntry(happening: .team, at: now, staff: staff.id, detail: team?.key ?? "", once: once)]
            )
            if let team, let assignee = before.assignee, try !MemberStore.teams(of: assignee, tx).contains(team.key) {
                after = before.given(to: nil)
                entries.append(Self.assignment("", to: nil, by: staff, now, "\(once):free"))
            }
            try Self.record(entries, from: before, leaving: after, as: done, in: tx)
        }
    }
}
