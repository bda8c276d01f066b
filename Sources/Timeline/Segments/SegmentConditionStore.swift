import Kernel
import Storage

/// Rules as conditions on `identifier.person`, where `identifier` is the row that stands for a person. Each names a set of people that
/// is found by an index, whoever is asked about.
extension SegmentRules {
    /// No rules hold for everybody.
    func holds(_ catalogue: Catalogue, _ now: Instant) -> SQL {
        let conditions = rules.map { $0.holds(catalogue, now) }
        guard match == .any, let first = conditions.first else { return SQL.all(conditions) }
        return "(\(conditions.dropFirst().reduce(first) { "\($0) OR \($1)" }))"
    }
}

extension SegmentRule {
    fileprivate func holds(_ catalogue: Catalogue, _ now: Instant) -> SQL {
        switch self {
        case .trait(let name, let test): Self.known(by: name, test)
        case .did(let kind, let times, let days): "identifier.person IN (\(Self.doers(of: kind, times, Self.since(days, now), catalogue)))"
        case .never(let kind, let days): "identifier.person NOT IN (\(Self.doers(of: kind, 1, Self.since(days, now), catalogue)))"
        case .used(let channel, let days): Self.users(of: channel, Self.since(days, now), catalogue)
        case .firstSeen(let days): Self.newcomers(Self.since(days, now))
        case .member(let company):
            """
            identifier.person IN (SELECT one.person FROM company JOIN membership ON membership.company = company.number
            JOIN identifier AS one ON one.id = membership.identifier WHERE company.key = \(company) AND membership.until IS NULL)
            """
        }
    }

    private static func since(_ days: Int?, _ now: Instant) -> Instant { days.map { now.adding(.days(-Int64($0))) } ?? .distantPast }

    private static func doers(of kind: String, _ times: Int, _ since: Instant, _ catalogue: Catalogue) -> SQL {
        """
        SELECT one.person FROM touchpoint JOIN identifier AS one ON one.id = touchpoint.identifier
        WHERE touchpoint.kind = \(catalogue.number(ofKind: kind) ?? -1) AND touchpoint.occurred_at >= \(since)
        GROUP BY one.person HAVING COUNT(*) >= \(times)
        """
    }

    private static func users(of channel: String, _ since: Instant, _ catalogue: Catalogue) -> SQL {
        """
        identifier.person IN (SELECT one.person FROM touchpoint JOIN identifier AS one ON one.id = touchpoint.identifier
        WHERE touchpoint.kind IN \(list: catalogue.kindNumbers) AND touchpoint.occurred_at >= \(since)
        AND touchpoint.channel = \(catalogue.number(ofChannel: channel) ?? -1))
        """
    }

    /// Whose first touchpoint happened then.
    static func newcomers(_ since: Instant, until: Instant = .distantFuture) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM identifier AS one JOIN touchpoint ON touchpoint.identifier = one.id
        WHERE one.person = identifier.person AND touchpoint.occurred_at < \(since))
        AND EXISTS (SELECT 1 FROM identifier AS one JOIN touchpoint ON touchpoint.identifier = one.id
        WHERE one.person = identifier.person AND touchpoint.occurred_at < \(until))
        """
    }

    /// Of several values of a name the newest counts, as on the customer's page.
    private static func known(by name: String, _ test: TraitTest) -> SQL {
        """
        identifier.person IN (SELECT one.person FROM trait JOIN identifier AS one ON one.id = trait.identifier
        WHERE trait.name = \(name) AND \(value(test)) AND NOT EXISTS (
        SELECT 1 FROM identifier AS sibling JOIN trait AS newer ON newer.identifier = sibling.id AND newer.name = trait.name
        WHERE sibling.person = one.person AND (newer.occurred_at > trait.occurred_at
        OR (newer.occurred_at = trait.occurred_at AND newer.value > trait.value))))
        """
    }

    private static func value(_ test: TraitTest) -> SQL {
        switch test {
        case .equals(let value): "trait.value = \(value)"
        case .contains(let part): "REPLACE(trait.value, \(part), '') <> trait.value"
        case .present: "trait.value <> ''"
        }
    }
}
