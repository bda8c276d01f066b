package import Statistics

/// What happens in each stage, and what in none.
package struct StageContents: Hashable, Sendable {
    /// Who takes part at all.
    package let people: Int
    /// In the order of the journey, each stage of it.
    package let stages: [Content]
    /// What falls in no stage.
    package let elsewhere: Content

    package struct Content: Hashable, Sendable {
        package let people: Int
        package let touches: Int
        /// Of these people, those who said how it was, or showed it.
        package let told: Int
        /// By falling count of people, then by name; only what happens.
        package let kinds: [Touchpoint]
        package let channels: [Overview.Share]

        /// - Parameters:
        ///   - kinds: in any order; what does not occur is left out.
        ///   - channels: likewise.
        package init(people: Int, touches: Int, told: Int, kinds: [Touchpoint], channels: [Overview.Share]) {
            (self.people, self.touches, self.told) = (people, touches, told)
            self.kinds = kinds.filter { $0.touches > 0 }.sorted { ($1.people, $0.kind) < ($0.people, $1.kind) }
            self.channels = channels.filter { $0.touches > 0 }.sorted { ($1.people, $0.name) < ($0.people, $1.name) }
        }
    }

    package struct Touchpoint: Hashable, Sendable {
        package let kind: String
        package let people: Int
        package let touches: Int
        /// How it felt to those who said so, −1…1.
        package let feelings: Sample
        /// How many of these were bad: an answer of 0–6 of NPS, 1–2 of five, 1–3 of seven, 1–4 of ten, a thumb down; a sentiment below −¼.
        package let bad: Int

        package init(kind: String, people: Int, touches: Int, feelings: Sample, bad: Int) {
            (self.kind, self.people, self.touches, self.feelings, self.bad) = (kind, people, touches, feelings, bad)
        }
    }

    /// - Parameter stages: in the order of the journey.
    package init(people: Int, stages: [Content], elsewhere: Content) {
        (self.people, self.stages, self.elsewhere) = (people, stages, elsewhere)
    }
}

extension StageContents.Content {
    /// How all of it felt together.
    package var feelings: Sample { kinds.reduce(Sample()) { $0 + $1.feelings } }
}

/// How a touchpoint felt.
package struct Feeling: Hashable, Sendable {
    /// −1…1
    package let value: Double
    package let weight: Double
    package let isBad: Bool

    /// What somebody answered; `nil` of what is no answer.
    package init?(_ score: ScaledScore, weight: Double) {
        guard let value = score.scale.feeling(score.value) else { return nil }
        (self.value, self.weight, isBad) = (value, weight, score.value <= score.scale.bounds.low)
    }

    /// What was read between the lines.
    package init(sentiment: Double) { (value, weight, isBad) = (sentiment, 1, sentiment < -0.25) }
}

extension Touch {
    /// What somebody answered counts before what was read between the lines.
    var feeling: Feeling? { score.map { Feeling($0, weight: weight) } ?? sentiment.map(Feeling.init(sentiment:)) }
}

extension JourneyLog {
    package func stageContents(_ filter: Filter = .everything) -> StageContents {
        var people = 0
        var contents = (0...stages.count).map { _ in ContentTally() }
        eachLine(filter) { line in
            people += 1
            for place in 0...stages.count { contents[place].add(line.filter { Int($0.stage?.number ?? 0) == place }, person: people) }
        }
        let told = contents.map { $0.content(kinds.all, channels.all) }
        return StageContents(people: people, stages: Array(told.dropFirst()), elsewhere: told[0])
    }
}

/// What happens in one stage.
private struct ContentTally {
    private struct Counts { var people: Set<Int> = [], touches = 0, feelings = Sample(), bad = 0 }

    private var all = Counts()
    private var told = 0
    private var kinds: [UInt16: Counts] = [:]
    private var channels: [UInt16: Counts] = [:]

    /// - Parameter touches: those of a person that stand in the stage.
    mutating func add(_ touches: [Touch], person: Int) {
        if touches.contains(where: { $0.feeling != nil }) { told += 1 }
        for touch in touches {
            Self.add(touch, person, &all)
            Self.add(touch, person, &kinds[touch.kind.number, default: Counts()])
            Self.add(touch, person, &channels[touch.channel.number, default: Counts()])
        }
    }

    private static func add(_ touch: Touch, _ person: Int, _ counts: inout Counts) {
        counts.people.insert(person)
        counts.touches += 1
        guard let feeling = touch.feeling else { return }
        counts.feelings.add(feeling.value, weight: feeling.weight)
        counts.bad += feeling.isBad ? 1 : 0
    }

    func content(_ kindNames: [String], _ channelNames: [String]) -> StageContents.Content {
        StageContents.Content(
            people: all.people.count, touches: all.touches, told: told,
            kinds: kinds.map { number, counts in
                StageContents.Touchpoint(
                    kind: kindNames[Int(number)], people: counts.people.count, touches: counts.touches, feelings: counts.feelings, bad: counts.bad)
            },
            channels: channels.map { Overview.Share(name: channelNames[Int($0)], people: $1.people.count, touches: $1.touches) })
    }
}
