package import Kernel
package import People
package import Statistics

/// A conversation as first contact resolution asks for it.
package struct Contact: Hashable, Sendable {
    package let customer: ID<Person>
    /// Conversations without a topic are of one topic.
    package let topic: String?
    package let created: Instant
    /// `nil` where it was never resolved.
    package let firstResolved: Instant?
    package let reopened: [Instant]

    package init(customer: ID<Person>, topic: String?, created: Instant, firstResolved: Instant?, reopened: [Instant] = []) {
        (self.customer, self.topic, self.created, self.firstResolved, self.reopened) = (customer, topic, created, firstResolved, reopened)
    }
}

/// Resolved with no reopening and no new conversation of the same customer on the same topic within the window.
package struct FirstContactResolution: Hashable, Sendable {
    /// Of the resolved conversations whose window is over.
    package let resolved: Proportion
    /// Resolved, but the window has not ended: nothing is said of them yet.
    package let pending: Int

    package static let window = Duration.days(7)

    /// What became of a conversation that was resolved.
    package enum Outcome: String, Sendable {
        /// The window has not ended.
        case pending
        case kept
        case cameBack = "came_back"
    }

    /// - Parameters:
    ///   - resolved: for the first time.
    ///   - returns: when it was reopened, and when the same customer began others on the same topic; those before it do not count.
    package static func outcome(resolved: Instant, returns: [Instant], window: Duration = window, at now: Instant) -> Outcome {
        let end = resolved.adding(window)
        guard end <= now else { return .pending }
        return returns.contains { $0 > resolved && $0 <= end } ? .cameBack : .kept
    }

    package init(of outcomes: [Outcome]) {
        let known = outcomes.filter { $0 != .pending }
        (resolved, pending) = (Proportion(known.count { $0 == .kept }, of: known.count), outcomes.count - known.count)
    }

    /// - Parameter contacts: without spam and what was merged away.
    package init(of contacts: [Contact], window: Duration = window, at now: Instant) {
        var beginnings: [Key: [Instant]] = [:]
        for contact in contacts { beginnings[Key(contact), default: []].append(contact.created) }
        self.init(
            of: contacts.compactMap { contact in
                guard let resolved = contact.firstResolved, resolved <= now else { return nil }
                return Self.outcome(resolved: resolved, returns: contact.reopened + (beginnings[Key(contact)] ?? []), window: window, at: now)
            })
    }

    private struct Key: Hashable {
        let customer: ID<Person>
        let topic: String?

        init(_ contact: Contact) { (customer, topic) = (contact.customer, contact.topic) }
    }
}
