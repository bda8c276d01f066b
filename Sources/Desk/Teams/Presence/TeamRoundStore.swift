package import Kernel
import Storage
package import Timeline
import Web

/// Goes round again and again: who has gone without a word, who is back, and whether anything waits that somebody could have. All of it happens by
/// itself when something is done; a round mends what nobody did – a snooze that is over, a page that was closed, an account that was.
package struct TeamRoundStore: Sendable {
    let line: Line
    let watch: DeskWatch

    /// So many conversations are given out in one transaction.
    private static let together = 100

    package init(line: Line, watch: DeskWatch) { (self.line, self.watch) = (line, watch) }

    package func go(at now: Instant) async throws {
        let there = watch.there(at: now)
        guard try await line.database.read({ try Self.isNeeded($0) }) else { return }
        let haveMoved = try await line.write { tx in
            try PresenceStore.see(there, at: now, tx)
            let haveMoved = try Self.lookWhoIsThere(at: now, tx)
            try GivingStore().takeBackFromAbsent(tx)
            try GivingStore().moveOn(in: tx)
            return haveMoved
        }
        if haveMoved { watch.cameOrWent() }
        var given = Self.together
        while given >= Self.together { given = try await line.write { try GivingStore().handOut(in: $0, atMost: Self.together, lookingAt: .max) } }
    }

    /// Where nobody has ever said that they are there, and nothing is given out, there is nothing to see to.
    private static func isNeeded(_ reading: some Reading) throws -> Bool {
        let isAnybody = try reading.first("SELECT 1 FROM agent_presence WHERE until IS NULL AND (state <> 3 OR chosen <> 3) LIMIT 1") != nil
        return try isAnybody || reading.first("SELECT 1 FROM team LIMIT 1") != nil
    }

    /// - Returns: whether anybody has come or gone.
    private static func lookWhoIsThere(at now: Instant, _ tx: Transaction) throws -> Bool {
        let before = try PresenceStore.standing(tx)
        let (limit, seen) = (try PresenceStore.awayAfter(tx), try PresenceStore.seen(tx))
        let working = Set(try ColleagueStore().all(tx).map(\.id))
        for (staff, presence) in before.sorted(by: { $0.key < $1.key }) {
            if !working.contains(staff), presence.state != .away {
                try PresenceStore.stand(staff, .away, chosen: .away, since: now, tx)
            } else if let goes = presence.goes(seen: seen[staff], after: limit), goes <= now {
                try PresenceStore.stand(staff, .away, chosen: presence.chosen, since: goes, tx)
                try GivingStore().takeBack(from: staff, tx)
            } else if presence.isBack(seen: seen[staff], at: now), working.contains(staff) {
                try PresenceStore.stand(staff, presence.chosen, chosen: presence.chosen, since: now, tx)
            }
        }
        return try PresenceStore.standing(tx) != before
    }
}
