/// Two records, the lower number first.
struct RecordPair: Hashable, Sendable {
    let one: Int32
    let other: Int32

    init(_ a: Int32, _ b: Int32) { (one, other) = (min(a, b), max(a, b)) }
}

extension Blocks {
    /// All pairs that stand in a block together, each once, ordered.
    func pairs(of recordCount: Int) -> [RecordPair] {
        let blocksOf = blocksOfRecords(recordCount)
        var pairs: [RecordPair] = []
        var met = [Int32](repeating: -1, count: recordCount)
        var partners: [Int32] = []
        for record in 0..<Int32(recordCount) {
            partners.removeAll(keepingCapacity: true)
            for block in blocksOf[record] {
                for other in members[starts[Int(block)]..<starts[Int(block) + 1]] where other > record && met[Int(other)] != record {
                    met[Int(other)] = record
                    partners.append(other)
                }
            }
            partners.sort()
            for partner in partners { pairs.append(RecordPair(record, partner)) }
        }
        return pairs
    }

    private func blocksOfRecords(_ count: Int) -> Lists {
        var starts = [Int](repeating: 0, count: count + 1)
        for member in members { starts[Int(member) + 1] += 1 }
        for record in 0..<count { starts[record + 1] += starts[record] }
        var next = starts
        var blocks = [Int32](repeating: 0, count: members.count)
        for block in 0..<(self.starts.count - 1) {
            for member in members[self.starts[block]..<self.starts[block + 1]] {
                blocks[next[Int(member)]] = Int32(block)
                next[Int(member)] += 1
            }
        }
        return Lists(values: blocks, starts: starts)
    }

    private struct Lists {
        let values: [Int32]
        let starts: [Int]
        subscript(index: Int32) -> ArraySlice<Int32> { values[starts[Int(index)]..<starts[Int(index) + 1]] }
    }
}
