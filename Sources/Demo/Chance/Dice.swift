/// Draws that fall the same way on every machine and in every run: SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice: Sendable {
    private var state: UInt64

    /// Streams of one seed are independent of each other, so that one customer's luck does not hang on another's.
    init(seed: UInt64, stream: UInt64) {
        state = seed &+ (stream &+ 1) &* 0xD1B5_4A32_D192_ED03
        state = bits()
    }

    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension Dice {
    /// 0 ..< 1.
    mutating func share() -> Double { Double(bits() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { share() < probability }

    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(share() * Double(range.count)) }

    mutating func between(_ low: Double, _ high: Double) -> Double { low + share() * (high - low) }

    /// About normal: the sum of four draws, which has no far tails.
    mutating func around(_ mean: Double, _ deviation: Double) -> Double {
        mean + (share() + share() + share() + share() - 2) * deviation * 1.732
    }

    /// One of the items, of which there is at least one.
    mutating func pick<Item>(_ items: [Item]) -> Item { items[Int(share() * Double(items.count))] }

    /// One of the items, each as often as its weight says.
    mutating func pick<Item>(_ items: KeyValuePairs<Item, Double>) -> Item {
        var rest = share() * items.reduce(0) { $0 + $1.value }
        for (item, weight) in items {
            rest -= weight
            if rest < 0 { return item }
        }
        return items[items.count - 1].key
    }

    /// The place of one of the weights, each as often as it says.
    mutating func place(in weights: [Double]) -> Int {
        var rest = share() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return place }
        }
        return weights.count - 1
    }

    /// So many hexadecimal digits, at most sixteen.
    mutating func hexadecimal(_ count: Int) -> String {
        let digits = String(bits(), radix: 16)
        return String((String(repeating: "0", count: 16 - digits.utf8.count) + digits).suffix(count))
    }

    /// So many decimal digits, the first not 0.
    mutating func decimal(_ count: Int) -> String {
        (0..<count).reduce(into: "") { text, place in text += String(whole(place == 0 ? 1...9 : 0...9)) }
    }
}
