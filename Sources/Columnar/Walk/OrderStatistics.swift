import Analytics

/// Median, nine in ten and mean of many times, without sorting them. Whole seconds where a gap has 32 bits, else microseconds.
///
/// Times are dropped into bins of growing width – the exponent and the first bits of the fraction of a float – so that the bins in which the
/// wanted places lie hold few enough to be sorted.
final class OrderStatistics<Gap: FixedWidthInteger & Sendable> {
    /// 128 for each power of two.
    private static var bins: Int { 128 * (Gap.bitWidth + 2) }
    private let counts = Table<UInt32>(bins, 0)
    /// For each bin whether a wanted place lies in it.
    private let isWanted = Table<Bool>(bins, false)
    private var unit: Double { Gap.bitWidth == 32 ? 1_000_000 : 1 }

    /// - Parameter gaps: not negative; their order may change.
    /// - Returns: `nil` of none.
    func summary(_ gaps: UnsafeMutableBufferPointer<Gap>) -> TimeSpread? {
        guard let base = gaps.baseAddress, !gaps.isEmpty else { return nil }
        let n = gaps.count
        var total = Int128(0)
        if Gap.bitWidth == 32 {
            var sum: UInt64 = 0
            for place in 0..<n { sum &+= UInt64(truncatingIfNeeded: base[place]) }
            total = Int128(sum) * 1_000_000
        } else {
            for place in 0..<n { total += Int128(base[place]) }
        }
        let (median, p90) = (place(0.5, n), place(0.9, n))
        let wanted = [median.below, min(median.below + 1, n - 1), p90.below, min(p90.below + 1, n - 1)]
        let found = n <= 256 ? bySorting(gaps, wanted) : byBins(base, n, wanted)
        return TimeSpread(
            n: n, median: unit * (found[0] + median.part * (found[1] - found[0])), p90: unit * (found[2] + p90.part * (found[3] - found[2])),
            total: total)
    }

    /// The place of a share of the values in their order, definition 7 of Hyndman & Fan 1996.
    private func place(_ share: Double, _ n: Int) -> (below: Int, part: Double) {
        let place = share * Double(n - 1)
        return (Int(place), place - Double(Int(place)))
    }

    private func bySorting(_ gaps: UnsafeMutableBufferPointer<Gap>, _ wanted: [Int]) -> [Double] {
        var gaps = gaps
        gaps.sort()
        return wanted.map { Double(gaps[$0]) }
    }

    @inline(__always)
    private static func bin(_ gap: Gap) -> Int {
        // Of a float that is not negative the bits are ordered as its values are. Eight bits of exponent from 2⁰ on, seven of fraction.
        let bits = (Float(Int64(truncatingIfNeeded: gap)) + 1).bitPattern
        return min(Int(bits &- 0x3f80_0000) >> 16, bins - 1)
    }

    private func byBins(_ gaps: UnsafeMutablePointer<Gap>, _ n: Int, _ wanted: [Int]) -> [Double] {
        let counts = counts.pointer
        counts.update(repeating: 0, count: Self.bins)
        for place in 0..<n { counts[Self.bin(gaps[place])] += 1 }
        // In which bins the wanted places lie, and how many values stand before each of these.
        var (found, before, bin) = ([(bin: Int, before: Int)](), 0, 0)
        for place in wanted {
            while before + Int(counts[bin]) <= place {
                before += Int(counts[bin])
                bin += 1
            }
            found.append((bin, before))
        }
        return zip(wanted, found).map { [values = values(in: Set(found.map(\.bin)), gaps, n)] place, found in
            values[found.bin].map { Double($0[place - found.before]) } ?? 0
        }
    }

    /// The values of some bins, each in order.
    private func values(in bins: Set<Int>, _ gaps: UnsafeMutablePointer<Gap>, _ n: Int) -> [Int: [Gap]] {
        for bin in bins { isWanted[bin] = true }
        defer { for bin in bins { isWanted[bin] = false } }
        var values: [Int: [Gap]] = [:]
        for place in 0..<n {
            let bin = Self.bin(gaps[place])
            if isWanted[bin] { values[bin, default: []].append(gaps[place]) }
        }
        return values.mapValues { $0.sorted() }
    }
}
