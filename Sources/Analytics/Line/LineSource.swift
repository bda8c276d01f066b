package import Kernel

/// One touchpoint as it is kept: kinds and channels by their numbers.
package struct LineTouch: Hashable, Sendable {
    package var person: Int64
    package var position: Int64
    package var at: Instant
    package var kind: Int
    package var channel: Int
    package var score: ScaledScore?
    /// Above 0; 1 where nothing is weighted.
    package var weight: Double
    /// −1…1.
    package var sentiment: Double?
    package var value: Money?

    package init(
        person: Int64, position: Int64, at: Instant, kind: Int, channel: Int, score: ScaledScore? = nil, weight: Double = 1,
        sentiment: Double? = nil, value: Money? = nil
    ) {
        (self.person, self.position, self.at, self.kind, self.channel) = (person, position, at, kind, channel)
        (self.score, self.weight, self.sentiment, self.value) = (score, weight, sentiment, value)
    }
}

/// What the numbers of kinds and channels are called, and to which stage each kind belongs.
package struct LineNames: Hashable, Sendable {
    /// By number; empty where no kind has it.
    package var kinds: [String]
    package var channels: [String]
    /// By the number of a kind: the place of its stage, counted from 1; 0 of what belongs to none.
    package var stageOfKind: [UInt8]
    /// In the order of the journey; at most 255.
    package var stages: [String]

    package init(kinds: [String] = [], channels: [String] = [], stageOfKind: [UInt8] = [], stages: [String] = []) {
        (self.kinds, self.channels, self.stageOfKind, self.stages) = (kinds, channels, stageOfKind, stages)
    }
}

extension LineNames {
    /// The same with a name for each of so many kinds and channels: who reads names before the touches may lack the newest, as when another server
    /// has just introduced them.
    package func reaching(kinds: Int, channels: Int) -> LineNames {
        var names = self
        names.kinds += (names.kinds.count..<max(names.kinds.count, kinds)).map { "kind \($0)" }
        names.channels += (names.channels.count..<max(names.channels.count, channels)).map { "channel \($0)" }
        names.stageOfKind += Array(repeating: 0, count: max(0, names.kinds.count - names.stageOfKind.count))
        return names
    }

    /// The numbers of kinds in the order of their names.
    package var kindsByName: [Int] { kinds.indices.sorted { kinds[$0] < kinds[$1] } }
}

/// Where the line is kept, and how one who keeps a copy of it learns what is new.
package protocol LineSource: Sendable {
    /// What the numbers stand for.
    func names() async throws -> LineNames

    /// All of the line as it stands, in stretches that are read at the same time: each in the order of positions, and every position of a stretch
    /// before all of the next. Each touchpoint is handed to `take` with the number of its stretch, those of one stretch one after the other.
    ///
    /// - Parameter stretches: how many, at least 1.
    func everything(in stretches: Int, _ take: @escaping @Sendable (Int, LineTouch) throws -> Void) async throws -> LineStanding

    /// What became of the line since it stood so.
    func news(since standing: LineStanding) async throws -> LineNews
}

/// How far the line has come: two standings are equal as long as nothing is another.
package struct LineStanding: Hashable, Codable, Sendable {
    /// The position that was given last.
    package var position: Int64
    /// How often identifiers have come to other people.
    package var identity: Int64
    /// How often touchpoints were taken away or made nobody's.
    package var erasures: Int64

    package init(position: Int64, identity: Int64, erasures: Int64) {
        (self.position, self.identity, self.erasures) = (position, identity, erasures)
    }
}

package enum LineNews: Sendable {
    case nothing
    /// The lines of these people are other ones, or are gone; here they are whole, in the order of positions.
    case lines(of: Set<Int64>, touches: [LineTouch], LineStanding)
    /// So much that all is better read anew.
    case everything
}
