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

    /// - Parameter contacts: without spam and what was merged away.
    package init(of contacts: [Contact], window: Duration = .days(7), at now: Instant) {
        var beginnings: [Key: [Instant]] = [:]
        for contact in contacts { beginnings[Key(contact), default: []].append(contact.created) }
        var (kept, known, pending) = (0, 0, 0)
        for contact in contacts {
            guard let resolved = contact.firstResolved, resolved <= now else { continue }
            let end = resolved.adding(window)
            guard end <= now else {
                pending += 1
                continue
            }
            known += 1
            let cameBack = (contact.reopened + (beginnings[Key(contact)] ?? [])).contains { $0 > resolved && $0 <= end }
            if !cameBack { kept += 1 }
        }
        (self.resolved, self.pending) = (Proportion(kept, of: known), pending)
    }

    private struct Key: Hashable {
        let customer: ID<Person>
        let topic: String?

        init(_ contact: Contact) { (customer, topic) = (contact.customer, contact.topic) }
    }
}
