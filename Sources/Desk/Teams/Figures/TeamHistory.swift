import Kernel
import Web

/// Who was in which team when: who changes theirs takes nothing of what was with them.
struct Memberships: Sendable {
    private let ofStaff: [ID<Viewer>: [MemberStore.Membership]]

    init(_ all: [MemberStore.Membership]) { ofStaff = Dictionary(grouping: all, by: \.staff) }

    /// Key of the team somebody was in; of several the one they had been in longest.
    func team(of staff: ID<Viewer>, at instant: Instant) -> String? {
        (ofStaff[staff] ?? []).filter { $0.since <= instant && instant < $0.until ?? .distantFuture }
            .min { ($0.since, $0.team) < ($1.since, $1.team) }?.team
    }

    /// When who was in a team, until a moment.
    func times(in team: String, until end: Instant) -> [ID<Viewer>: [Stretch]] {
        ofStaff.mapValues { all in all.filter { $0.team == team }.compactMap { Stretch($0.since, min($0.until ?? end, end)) } }
    }
}

/// Whose a conversation was at each moment: the team's it was with; while it was with none, the team's in which the one of staff was who did
/// something then.
struct TeamHistory: Sendable {
    private let changes: [(at: Instant, team: String?)]
    private let deeds: [Instant: ID<Viewer>]
    private let memberships: Memberships

    /// - Parameter entries: of one conversation, in their order.
    init(_ entries: [ConversationEntry], _ memberships: Memberships) {
        let entries = entries.withoutTakenBack
        changes = entries.filter { $0.happening == .team }.map { ($0.at, $0.detail.isEmpty ? nil : $0.detail) }
        let done = entries.filter { $0.happening == .reply || $0.happening == .status }
        deeds = Dictionary(done.compactMap { entry in entry.staff.map { (entry.at, $0) } }, uniquingKeysWith: { first, _ in first })
        self.memberships = memberships
    }

    /// Key of the team.
    func team(at instant: Instant) -> String? {
        if let team = changes.last(where: { $0.at <= instant })?.team { return team }
        return deeds[instant].flatMap { memberships.team(of: $0, at: instant) }
    }

    /// Of all teams whose it ever was until a moment.
    func teams(until end: Instant) -> Set<String> {
        Set(changes.filter { $0.at <= end }.compactMap(\.team)).union(deeds.keys.filter { $0 <= end }.compactMap { team(at: $0) })
    }
}

extension ServiceFigures {
    /// What of it is a team's: each figure belongs to whose the conversation was at its instant.
    ///
    /// - Parameter isTheirs: of a moment.
    func part(where isTheirs: (Instant) -> Bool) -> ServiceFigures {
        let (first, last) = (resolutions.first, resolutions.last)
        let (isFirst, isLast) = (first.map { isTheirs($0.at) } ?? false, last.map { isTheirs($0.at) } ?? false)
        let own = resolutions.filter { isTheirs($0.at) }
        // One that stands resolved was reopened after each of its resolutions but the last.
        let reopened = isOneTouch == nil ? resolutions : Array(resolutions.dropLast())
        return ServiceFigures(
            firstResponse: firstResponse.flatMap { isTheirs($0.time.at) ? $0 : nil }, cycles: cycles,
            nextResponses: nextResponses.filter { isTheirs($0.at) },
            unanswered: cycles.count { cycle in cycle.isLeftUnanswered && cycle.until.map(isTheirs) ?? false },
            firstResolution: isFirst ? firstResolution : nil, fullResolution: isLast ? fullResolution : nil, open: open, waiting: waiting,
            onHold: onHold, reopens: reopened.count { isTheirs($0.at) }, isOneTouch: isLast ? isOneTouch : nil, messages: messages,
            resolutions: own)
    }
}
