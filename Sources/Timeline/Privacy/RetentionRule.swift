package import Kernel

/// How long touchpoints of a kind, or all of a channel, are kept as they are, and what becomes of them then.
package struct RetentionRule: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let scope: Scope
    package let months: Int
    package let deed: Deed

    package enum Scope: Hashable, Sendable {
        case kind(Kind)
        case channel(Channel)
    }

    package enum Deed: String, Sendable, CaseIterable {
        /// That something happened stays; whom it happened to and all that was said goes.
        case anonymise
        /// Nothing of it stays.
        case remove
    }

    static let months = 1...600

    /// `kind:page_view`, `channel:web`.
    package var name: String { scope.key }

    /// What happened before this moment has outlived its time: so many calendar months back, at midnight in UTC.
    package func end(at now: Instant) -> Instant {
        let today = Day(number: Int32(clamping: now.microseconds.flooredDivision(by: Day.microseconds))).civil
        let month = Month(number: Month(year: today.year, month: today.month).number - months)
        let day = min(today.day, Day.length(ofMonth: month.month, year: month.year))
        return month.firstDay.adding(days: day - 1).start
    }
}

extension RetentionRule.Scope {
    var key: String {
        switch self {
        case .kind(let kind): "kind:\(kind.key)"
        case .channel(let channel): "channel:\(channel.key)"
        }
    }

    /// `nil` when the catalogue has nothing of the name, or it is not ours to let go of.
    init?(_ key: String, _ catalogue: Catalogue) {
        let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        if parts[0] == "kind", let kind = catalogue.kinds.first(where: { $0.key == parts[1] }), !Self.neverEnding.contains(kind.key) {
            self = .kind(kind)
        } else if parts[0] == "channel", let channel = catalogue.channels.first(where: { $0.key == parts[1] }) {
            self = .channel(channel)
        } else {
            return nil
        }
    }

    /// What somebody has allowed or forbidden is known for as long as they are.
    static let neverEnding: Set<String> = [Consent.given, Consent.withdrawn]
}
