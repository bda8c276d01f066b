package import Kernel
package import Storage

/// How much happened with a customer, by channel and kind.
package struct Activity: Hashable, Sendable {
    package let entries: [Entry]

    package struct Entry: Hashable, Sendable {
        package let kind: Kind
        package let channel: Channel
        package let count: Int
        package let first: Instant
        package let last: Instant
    }

    package var count: Int { entries.reduce(0) { $0 + $1.count } }
    package var first: Instant? { entries.map(\.first).min() }
    package var last: Instant? { entries.map(\.last).max() }
}

extension Activity {
    /// The channel by which they turn to us of their own accord: the one with most contacts, of two equal ones the later used.
    /// `nil` with fewer than two contacts: once is no preference.
    package var preferredChannel: Channel? {
        let contacts = Dictionary(grouping: entries.filter { Self.contactKinds.contains($0.kind.key) }, by: \.channel)
        let ranked = contacts.map { channel, entries in
            (channel: channel, count: entries.reduce(0) { $0 + $1.count }, last: entries.map(\.last).max() ?? .distantPast)
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

extension TouchpointStore {
    /// The activities of several customers at once, by their number.
    package func activities(of identifiers: [Int64: [Int64]], _ catalogue: Catalogue, _ reading: some Reading) throws -> [Int64: Activity] {
        var owner: [Int64: Int64] = [:]
        for (person, numbers) in identifiers { for number in numbers { owner[number] = person } }
        var entries: [Int64: [Activity.Entry]] = [:]
        for chunk in owner.keys.sorted().chunked(by: 500) {
            try reading.forEach(
                """
                SELECT identifier, kind, channel, COUNT(*), MIN(occurred_at), MAX(occurred_at) FROM touchpoint
                WHERE identifier IN \(list: chunk) GROUP BY identifier, kind, channel
                """
            ) { row in
                guard let person = owner[try row.get(at: 0)], let kind = catalogue.kind(try row.get(at: 1)),
                    let channel = catalogue.channel(try row.get(at: 2))
                else { return }
                let entry = Activity.Entry(
                    kind: kind, channel: channel, count: try row.get(at: 3), first: try row.get(at: 4), last: try row.get(at: 5))
                entries[person, default: []].append(entry)
            }
        }
        return entries.mapValues { Activity(entries: $0) }
    }
}
