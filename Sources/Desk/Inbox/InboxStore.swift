import Kernel
import Storage
import Timeline
import Web

/// The lists of the inbox: one question for the rows, one for the counts.
struct InboxStore: Sendable {
    let line: Line

    static let pageLength = 25
    /// Beyond so many nobody counts.
    static let mostCounted = 999

    struct List: Sendable {
        let rows: [Row]
        /// Where the next page begins, when there are more.
        let next: Place?
        let counts: [InboxView: Int]
        /// How far the desk had come: a page that knows this misses nothing that comes after.
        let newestEntry: Int64
        /// All there are, by name.
        let labels: [Label]
        /// To whom conversations can be given.
        let colleagues: [Colleague]
        let teams: InboxTeams
        /// Those that are not resolved.
        let incidents: [Conversation]
        let fields: [ConversationField]
        /// Lists that are kept, with how many stand in each.
        var kept: [KeptList] = []
        var keptCounts: [ID<KeptList>: Int] = [:]

        struct Row: Sendable {
            let conversation: Conversation
            let customer: CustomerName?
            let assigneeName: String?
            /// By name.
            let labels: [Label]
            /// Their last answer was a low one, and nobody has looked after it.
            var isUnhappy = false
            /// Whoever looks has an answer there that was not sent.
            var isBegun = false
            /// A note calls whoever looks, and they have not seen it.
            var isCalling = false
            /// Whose it is besides.
            var team: Team?
        }
    }

    /// A place in a list: by the time of what was said last, or by the deadline.
    struct Place: Hashable, Sendable {
        let at: Instant
        let number: Int64

        /// `1795978818422198-1042`
        var text: String { "\(at.microseconds)-\(number)" }

        init(_ conversation: Conversation, in view: InboxView) {
            (at, number) = (view.isByDeadline ? conversation.due?.at ?? .distantFuture : conversation.lastAt, conversation.number)
        }

        init?(_ text: String) {
            let parts = text.split(separator: "-").map { Int64($0) }
            guard parts.count == 2, let at = parts[0], let number = parts[1] else { return nil }
            (self.at, self.number) = (Instant(microseconds: at), number)
        }
    }

    /// - Throws: `missing` for a label or a team that there is not.
    func list(_ address: InboxAddress, of staff: ID<Viewer>, at now: Instant) async throws -> List {
        let view = address.view
        let (found, names, counts, newest, marks, unhappy, labels, colleagues, teams, own, incidents, fields) = try await line.database.read {
            session in
            if let label = address.label { _ = try LabelStore.find(label, session) }
            if let team = address.team { _ = try TeamStore.find(team, session) }
            let found = try Self.conversations(view, address.parts(staff, at: now), after: address.after, session)
            let names = try ColleagueStore().names(of: Set(found.compactMap(\.assignee)), session)
            let counts = try InboxView.counted.map { ($0, try Self.count(address.countedParts(of: $0, staff, at: now), session)) }
            return (
                found, names, counts, try DeskWatchStore.newest(session),
                try ConversationLabelProjection.labels(of: found.map(\.number), session),
                try SurveyStore.concerns(among: found.map(\.number), at: now, session), try LabelStore.all(session),
                try ColleagueStore().all(session), try InboxTeams(of: staff, session),
                try Self.own(among: found.map(\.number), of: staff, at: now, session), try IncidentStore.open(session),
                try ConversationFieldStore.all(session)
            )
        }
        let shown = Array(found.prefix(Self.pageLength))
        let customers = try await CustomerNameStore(line: line).names(Array(Set(shown.map(\.person))).sorted())
        let byNumber = Dictionary(customers.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return List(
            rows: shown.map { conversation in
                List.Row(
                    conversation: conversation, customer: byNumber[conversation.person], assigneeName: conversation.assignee.flatMap { names[$0] },
                    labels: marks[conversation.number] ?? [], isUnhappy: unhappy.contains(conversation.number),
                    isBegun: own.begun.contains(conversation.number), isCalling: own.calling.contains(conversation.number),
                    team: conversation.team.flatMap { key in teams.all.first { $0.key == key } })
            },
            next: found.count > shown.count ? shown.last.map { Place($0, in: view) } : nil,
            counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }), newestEntry: newest,
            labels: labels, colleagues: colleagues, teams: teams, incidents: incidents, fields: fields, kept: own.kept, keptCounts: own.counts)
    }

    /// What concerns whoever looks alone.
    private struct Own {
        let begun: Set<Int64>
        let calling: Set<Int64>
        let kept: [KeptList]
        let counts: [ID<KeptList>: Int]
    }

    private static func own(among numbers: [Int64], of staff: ID<Viewer>, at now: Instant, _ reading: some Reading) throws -> Own {
        let kept = try KeptListStore.all(for: staff, reading)
        return Own(
            begun: try DraftStore.begun(among: numbers, by: staff, reading), calling: try MentionStore.unseen(among: numbers, by: staff, reading),
            kept: kept, counts: try KeptListStore.counts(kept, of: staff, at: now, reading))
    }

    /// The first of each part, then the first of these.
    private static func conversations(
        _ view: InboxView, _ parts: [SQL], after place: Place?, _ reading: some Reading
    ) throws -> [Conversation] {
        let order: SQL =
            view.isByDeadline ? "conversation.due_at, conversation.number" : "conversation.last_at DESC, conversation.number DESC"
        let further: SQL =
            switch place {
            case nil: "1 = 1"
            case let place? where view.isByDeadline: "(conversation.due_at, conversation.number) > (\(place.at), \(place.number))"
            case let place?: "(conversation.last_at, conversation.number) < (\(place.at), \(place.number))"
            }
        let found = try parts.flatMap { part in
            try reading.rows(
                "\(ConversationStore.columns) WHERE \(part) AND \(further) ORDER BY \(order) LIMIT \(pageLength + 1)"
            ).map(Conversation.init)
        }
        // A single part has its order already.
        let ordered = parts.count == 1 ? found : found.sorted { ($0.lastAt, $0.number) > ($1.lastAt, $1.number) }
        return Array(ordered.prefix(pageLength + 1))
    }

    /// As far as anybody counts.
    static func count(_ parts: [SQL], _ reading: some Reading) throws -> Int {
        try parts.reduce(0) { sum, part in
            let few: Int? = try reading.value(
                "SELECT COUNT(*) FROM (SELECT 1 FROM conversation WHERE \(part) LIMIT \(mostCounted + 1)) AS counted")
            return sum + (few ?? 0)
        }
    }
}
