import Analytics
import Kernel
import Statistics

/// What calls of a period come to. Each has its definition in docs/definitions.md, *Calls*.
struct CallFigures: Hashable, Sendable {
    /// From customers, that are over or were picked up.
    let incoming: Int
    let answered: Int
    /// Nobody picked up, whether or not a voicemail was left.
    let missed: Int
    /// To customers.
    let outgoing: Int
    /// From the first ringing to picking up, of incoming calls that were answered.
    let waiting: TimeSpread?
    /// Of all calls in which somebody spoke, as far as their end is known.
    let talking: TimeSpread?

    init(_ calls: [Call]) {
        let settled = calls.filter { $0.isSettled && $0.channel == .phone }
        let came = settled.filter { $0.direction == .incoming }
        let spoken = came.filter { $0.outcome == .answered }
        (incoming, answered, outgoing) = (came.count, spoken.count, settled.count - came.count)
        missed = came.count { $0.outcome == .missed || $0.outcome == .voicemail }
        waiting = TimeSpread(microseconds: spoken.compactMap(\.waited).map(\.inMicroseconds))
        talking = TimeSpread(microseconds: settled.compactMap(\.talked).map(\.inMicroseconds))
    }

    var missedShare: Proportion { Proportion(missed, of: incoming) }
}

extension Duration {
    fileprivate var inMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
