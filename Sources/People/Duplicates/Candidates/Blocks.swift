import Kernel

/// Small sets of records that share traces, so that every record is compared with a few others only.
///
/// A trace that few records have makes a block by itself. A trace that many have is joined with a second and a third one until few are left.
struct Blocks {
    /// The records of all blocks in one run.
    private(set) var members: [Int32] = []
    private(set) var starts: [Int] = [0]

    /// Larger sets are divided.
    static let mostMembers = 60
    private static let mostTraces = 3

    init(_ traces: Traces) {
        var holders = Self.holders(traces)
        for trace in traces.counts.indices {
            let count = holders[trace].count
            if count >= 2 { count <= Self.mostMembers ? add(holders[trace]) : divide(holders[trace], by: [Int32(trace)], traces) }
            holders[trace] = []
        }
    }

    private static func holders(_ traces: Traces) -> [[Int32]] {
        var holders = traces.counts.map { count -> [Int32] in
            var list: [Int32] = []
            list.reserveCapacity(Int(count))
            return list
        }
        for record in 0..<traces.recordCount {
            for trace in traces[record] { holders[Int(trace)].append(Int32(record)) }
        }
        return holders
    }

    private mutating func add(_ records: some Sequence<Int32>) {
        members += records
        starts.append(members.count)
    }

    /// By the traces that come after the last one used, so that each combination is met once. Rare traces have a block of their own already.
    private mutating func divide(_ records: [Int32], by used: [Int32], _ traces: Traces) {
        guard used.count < Self.mostTraces, let last = used.last else { return cut(records) }
        var parts: [Int32: [Int32]] = [:]
        for record in records {
            for trace in traces[Int(record)] where trace > last && traces.counts[Int(trace)] > Self.mostMembers {
                parts[trace, default: []].append(record)
            }
        }
        for (trace, part) in parts.sorted(by: { $0.key < $1.key }) where part.count >= 2 {
            part.count <= Self.mostMembers ? add(part) : divide(part, by: used + [trace], traces)
        }
    }

    /// Neighbours in the roster's order are most alike: what cannot be told apart any more is compared in stretches of it.
    private mutating func cut(_ records: [Int32]) {
        for stretch in records.chunked(by: Self.mostMembers) where stretch.count >= 2 { add(stretch) }
    }
}
