/// A source of numbers that are the same in every run (SplitMix64, Steele 2014).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension PairComparer {
    /// How often each pattern occurs among any two records: all pairs of a small roster, so many random ones of a large one.
    func patternsByChance(of recordCount: Int, pairs: Int = 400_000) -> [PairPattern: Double] {
        var counts: [PairPattern: Double] = [:]
        if recordCount * (recordCount - 1) / 2 <= pairs {
            for one in 0..<recordCount {
                for other in 0..<one { counts[pattern(other, one), default: 0] += 1 }
            }
            return counts
        }
        var numbers = SeededNumbers(seed: 1)
        for _ in 0..<pairs {
            let (one, other) = (Int.random(in: 0..<recordCount, using: &numbers), Int.random(in: 0..<recordCount, using: &numbers))
            if one != other { counts[pattern(one, other), default: 0] += 1 }
        }
        return counts
    }
}
