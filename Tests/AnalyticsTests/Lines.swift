import Analytics
import Kernel

let stages = ["awareness", "search", "decision", "after_purchase", "opinion"]

/// A log told in short: each word is one person's line, each letter a touch of that kind, a minute apart.
func log(_ lines: String...) throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: stages)
    var position: Int64 = 0
    for (person, line) in lines.enumerated() {
        for (minute, letter) in line.enumerated() {
            position += 1
            builder.add(
                Touch(
                    person: Int64(person), position: position, at: Instant(seconds: Int64(minute) * 60), kind: try builder.kind(String(letter)),
                    channel: try builder.channel("web")))
        }
    }
    return builder.build()
}

/// A touch told by its names.
struct Told {
    var person: Int64
    var position: Int64
    var at: Instant
    var kind: String
    var channel = "web"
    var stage: String?
    var score: ScaledScore?
    var weight: Double?
}

func log(_ touches: [Told]) throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: stages)
    for told in touches {
        builder.add(
            Touch(
                person: told.person, position: told.position, at: told.at, kind: try builder.kind(told.kind),
                channel: try builder.channel(told.channel), stage: told.stage.flatMap(builder.stage), score: told.score, weight: told.weight))
    }
    return builder.build()
}

/// Random lines, always the same for a seed: some people, with ties in time.
func randomTouches(seed: UInt64, people: Int64 = 40, count: Int = 600) -> [Told] {
    var random = Seeded(state: seed)
    let kinds = ["ad", "search", "page", "cart", "buy", "review"]
    return (0..<count).map { position in
        let kind = Int.random(in: 0..<kinds.count, using: &random)
        let score: ScaledScore? = kind == 5 ? ScaledScore(Double(Int.random(in: 0...10, using: &random)), on: .nps) : nil
        return Told(
            person: Int64.random(in: 0..<people, using: &random), position: Int64(position),
            at: Instant(seconds: Int64.random(in: 0..<400, using: &random) * 86_400), kind: kinds[kind],
            channel: ["web", "shop", "mail"][Int.random(in: 0..<3, using: &random)], stage: stages[min(kind, 4)], score: score,
            weight: Double.random(in: 0.5...2, using: &random))
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
