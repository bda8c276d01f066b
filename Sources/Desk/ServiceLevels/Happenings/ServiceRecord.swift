package import Kernel

/// All that happened in a conversation, from which its figures are worked out as of any moment. In whichever order it became known, the figures
/// are the same.
package struct ServiceRecord: Hashable, Sendable {
    /// In their order.
    package let happenings: [Happening]
    /// What was merged into it.
    package let absorbed: [Absorption]

    /// Another conversation that became a part of this one.
    package struct Absorption: Hashable, Sendable {
        /// All of the other one; only its messages come along.
        package let happenings: [Happening]
        package let at: Instant
        /// When it was taken apart again.
        package let undoneAt: Instant?

        package init(_ happenings: [Happening], at: Instant, undoneAt: Instant? = nil) {
            (self.happenings, self.at, self.undoneAt) = (happenings, at, undoneAt)
        }
    }

    /// - Parameter happenings: in any order.
    package init(_ happenings: [Happening], absorbed: [Absorption] = []) {
        (self.happenings, self.absorbed) = (happenings.sorted(), absorbed)
    }
}

extension ServiceRecord {
    /// Its own until then, in their order.
    func own(by now: Instant) -> [Happening] { Array(happenings.prefix { $0.at <= now }) }

    /// Its own and those of what was a part of it then, in their order.
    func all(by now: Instant) -> [Happening] {
        var all = own(by: now)
        for part in absorbed where part.at <= now && part.undoneAt.map({ now < $0 }) ?? true {
            all += part.happenings.filter { $0.kind.isOfMessages && $0.at <= now }
        }
        return absorbed.isEmpty ? all : all.sorted()
    }
}
