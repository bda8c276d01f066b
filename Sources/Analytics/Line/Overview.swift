package import Kernel

/// What there is on the line.
package struct Overview: Hashable, Sendable {
    package let people: Int
    package let touches: Int
    /// `nil` when nothing has happened.
    package let first: Instant?
    package let last: Instant?
    /// By falling count of touches, then by name.
    package let channels: [Share]
    package let kinds: [Share]
    /// In the order of the journey, each stage of it; what has no stage is in none of them.
    package let stages: [Share]

    package struct Share: Hashable, Sendable {
        package let name: String
        package let people: Int
        package let touches: Int

        package init(name: String, people: Int, touches: Int) {
            (self.name, self.people, self.touches) = (name, people, touches)
        }
    }

    /// - Parameters:
    ///   - channels: in any order; what does not occur is left out.
    ///   - kinds: likewise.
    ///   - stages: in the order of the journey.
    package init(people: Int, touches: Int, first: Instant?, last: Instant?, channels: [Share], kinds: [Share], stages: [Share]) {
        (self.people, self.touches, self.first, self.last) = (people, touches, first, last)
        (self.channels, self.kinds, self.stages) = (Self.ranked(channels), Self.ranked(kinds), stages)
    }

    private static func ranked(_ shares: [Share]) -> [Share] {
        shares.filter { $0.touches > 0 }.sorted { ($1.touches, $1.people, $0.name) < ($0.touches, $0.people, $1.name) }
    }
}

extension JourneyLog {
    package func overview(_ filter: Filter = .everything) -> Overview {
        var (people, touches) = (0, 0)
        var (first, last): (Instant?, Instant?)
        var kindTally = Tally(kinds.all.count)
        var channelTally = Tally(channels.all.count)
        var stageTally = Tally(stages.count)
        eachLine(filter) { line in
            people += 1
            touches += line.count
            for touch in line {
                first = min(first ?? touch.occurredAt, touch.occurredAt)
                last = max(last ?? touch.occurredAt, touch.occurredAt)
                kindTally.add(Int(touch.kind.number), line: people)
                channelTally.add(Int(touch.channel.number), line: people)
                if let stage = touch.stage { stageTally.add(Int(stage.number) - 1, line: people) }
            }
        }
        return Overview(
            people: people, touches: touches, first: first, last: last, channels: channelTally.shares(channels.all),
            kinds: kindTally.shares(kinds.all), stages: stageTally.shares(stages))
    }
}

/// Touches and people by place in a table of names.
private struct Tally {
    private var touches: [Int]
    private var people: [Int]
    private var lastLine: [Int]

    init(_ count: Int) {
        touches = Array(repeating: 0, count: count)
        people = touches
        lastLine = touches
    }

    /// - Parameter line: counted from 1, so that 0 is no line yet.
    mutating func add(_ place: Int, line: Int) {
        touches[place] += 1
        if lastLine[place] != line { people[place] += 1 }
        lastLine[place] = line
    }

    func shares(_ names: [String]) -> [Overview.Share] {
        names.indices.map { Overview.Share(name: names[$0], people: people[$0], touches: touches[$0]) }
    }
}
