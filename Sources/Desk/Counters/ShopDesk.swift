import Kernel
import Web

/// A desk in a shop, at which visitors wait their turn.
struct ShopDesk: Hashable, Sendable {
    let id: ID<ShopDesk>
    let name: String
    let place: String
    /// As visitors read them.
    let hours: String
    /// Before the numbers of its visitors.
    let letter: String
    /// In the addresses of its pages.
    let token: String

    /// Where visitors take a number.
    var path: String { "/desk/\(token)" }
    /// Numbers that are called, for a screen.
    var boardPath: String { "/board/\(token)" }
    /// Where visitors say how it was.
    var kioskPath: String { "/kiosk/\(token)" }
    var staffPath: String { "/inbox/desks/\(id)" }

    func label(_ number: Int) -> String { "\(letter)-" + String(repeating: "0", count: max(0, 3 - "\(number)".utf8.count)) + "\(number)" }
}

/// Somebody who took a number at a desk.
struct ShopVisit: Hashable, Sendable {
    let id: ID<ShopVisit>
    let desk: ID<ShopDesk>
    let number: Int
    let token: String
    /// As they typed it; nobody has looked whether it is so.
    let name: String
    let email: String
    let about: String
    let state: State
    let takenAt: Instant
    let calledAt: Instant?
    let begunAt: Instant?
    let finishedAt: Instant?
    let conversation: Int64?

    enum State: String, Sendable {
        case waiting, called, served, finished
        /// Was called, and did not come.
        case missed
        /// Went before they were called.
        case left

        var isOpen: Bool { self == .waiting || self == .called || self == .served }
    }
}

/// How long visitors wait, told from those who waited before; pure.
struct ShopWait: Hashable, Sendable {
    /// From a median over the visits of four weeks.
    let expected: Duration
    /// Visits that it rests on.
    let n: Int

    /// Fewer visits tell nothing.
    static let enough = 10

    /// - Parameters:
    ///   - before: how many wait before somebody.
    ///   - waits: of visits that were begun: how many waited before them, and how long they waited.
    /// - Returns: `nil` where there are too few.
    init?(before ahead: Int, waits: [(ahead: Int, waited: Duration)]) {
        guard waits.count >= Self.enough else { return nil }
        // For each step forward in the queue.
        let steps = waits.map { $0.waited.components.seconds / Int64($0.ahead + 1) }.sorted()
        let median = (steps[(steps.count - 1) / 2] + steps[steps.count / 2]) / 2
        (expected, n) = (.seconds(median * Int64(ahead + 1)), waits.count)
    }
}
