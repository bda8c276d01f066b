package import Kernel

/// How much happened with a customer, by channel and kind.
package struct Activity: Hashable, Sendable {
    package let entries: [Entry]

    package struct Entry: Hashable, Sendable {
        package let kind: Kind
        package let channel: Channel
        package let count: Int
        package let first: Instant
        /// Of those whose time had come when they came; `nil` where there are none.
        package let last: Instant?
    }

    package var count: Int { entries.reduce(0) { $0 + $1.count } }
    package var first: Instant? { entries.map(\.first).min() }
    package var last: Instant? { entries.compactMap(\.last).max() }
}

extension Activity {
    /// The channel by which they turn to us of their own accord: the one with most contacts, of two equal ones the later used.
    /// `nil` with fewer than two contacts: once is no preference.
    package var preferredChannel: Channel? {
        let contacts = Dictionary(grouping: entries.filter { Self.contactKinds.contains($0.kind.key) }, by: \.channel)
        let ranked = contacts.map { channel, entries in
            (channel: channel, count: entries.reduce(0) { $0 + $1.count }, last: entries.compactMap(\.last).max() ?? .distantPast)
        }
        let best = ranked.max { ($0.count, $0.last, $1.channel.key) < ($1.count, $1.last, $0.channel.key) }
        return best.flatMap { $0.count >= 2 ? $0.channel : nil }
    }

    /// Kinds that the customer begins.
    static let contactKinds: Set<String> = [
        "chat_message", "chatbot_message", "email_received", "phone_call", "social_message", "presales_question", "form_submitted",
        "kiosk_session", "showroom_visit", "voice_request", "ticket_opened", "return_requested", "demo_booked", "quote_requested",
    ]
}

extension Activity {
    /// What the catalogue does not know is left out.
    init(_ tallies: [ActivityStore.Tallies], _ catalogue: Catalogue) {
        let together = tallies.reduce(into: ActivityStore.Tallies()) { sum, tallies in
            for (what, tally) in tallies { sum.add(tally, of: what) }
        }
        entries = together.compactMap { what, tally in
            guard let kind = catalogue.kind(what.kind), let channel = catalogue.channel(what.channel) else { return nil }
            return Entry(kind: kind, channel: channel, count: tally.count, first: tally.first, last: tally.last)
        }
    }
}
