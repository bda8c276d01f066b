import Kernel
import People
import Storage

/// How a customer stands with us: what they answered last, what they spent, what they allow.
struct Standing: Sendable {
    var scores: [Scale: Touchpoint] = [:]
    var spend: [Money] = []
    /// The latest word on each purpose: given or withdrawn, and when.
    var consents: [Consent] = []
}

extension Standing {
    /// Purchases and consents are looked for only where the customer's activity shows some.
    init(of customer: CustomerRow, _ catalogue: Catalogue, _ session: Session) throws {
        let identifiers = customer.profile.identifiers.map(\.id)
        let kinds = Set(customer.activity.entries.map(\.kind.key))
        for scale in [Scale.nps, .csat, .rating] {
            scores[scale] = try session.first(
                """
                SELECT * FROM touchpoint
                WHERE identifier IN \(list: identifiers) AND scale = \(scale.rawValue) AND NOT (\(TouchpointStore.liesAhead))
                ORDER BY occurred_at DESC, position DESC LIMIT 1
                """
            ).map { try Touchpoint($0, catalogue) }
        }
        let bought = catalogue.kindsOfRevenue.intersection(kinds).sorted().compactMap(catalogue.number(ofKind:))
        if !bought.isEmpty { spend = try Self.spend(of: identifiers, by: bought, session) }
        if !kinds.isDisjoint(with: [Consent.given, Consent.withdrawn]) {
            consents = Consent.standing(try ConsentStore().words(of: identifiers, catalogue, session))
        }
    }

    private static func spend(of identifiers: [Int64], by kinds: [Int64], _ session: Session) throws -> [Money] {
        try session.rows(
            """
            SELECT currency, CAST(SUM(value) AS BIGINT) AS total FROM touchpoint
            WHERE identifier IN \(list: identifiers) AND kind IN \(list: kinds) AND value IS NOT NULL
            GROUP BY currency ORDER BY total DESC, currency LIMIT 10
            """
        ).compactMap { row in Currency(try row.get("currency")).map { Money((try? row.get("total")) ?? 0, $0) } }  // A sum beyond 64 bits shows as 0.
    }

    /// One on each scale, the newest first.
    var newestAnswers: [Touchpoint] { scores.values.sorted { ($0.occurredAt, $0.position) > ($1.occurredAt, $1.position) } }
}
