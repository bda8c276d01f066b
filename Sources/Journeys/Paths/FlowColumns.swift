import Analytics

/// The flow folded for a drawing: in each step the most frequent kinds, all others together, and those whose line has ended.
struct FlowColumns {
    enum What: Hashable { case kind(String), others, end }
    struct Box: Hashable { let what: What, people: Int }
    struct Band: Hashable { let from: Int, to: Int, people: Int }

    private(set) var columns: [[Box]] = []
    private(set) var bands: [[Band]] = []
    private static let most = 5

    /// Totals are taken before anything is folded into the others.
    init(_ flow: Flow, depth: Int) {
        guard flow.people > 0 else { return }
        var arrived: [What: Int] = [:]
        for move in flow.moves where move.step == 0 { arrived[.kind(move.from), default: 0] += move.people }
        columns = [Self.folded(arrived)]
        for step in 0..<(depth - 1) {
            let moves = flow.moves.filter { $0.step == step }
            guard !moves.isEmpty else { break }
            var next: [What: Int] = [:]
            for move in moves { next[move.to.map { .kind($0) } ?? .end, default: 0] += move.people }
            columns.append(Self.folded(next))
            bands.append(Self.bands(moves, from: columns[step], to: columns[step + 1]))
        }
    }

    private static func folded(_ people: [What: Int]) -> [Box] {
        let kinds = people.filter { $0.key != .end }.sorted { ($1.value, "\($0.key)") < ($0.value, "\($1.key)") }
        var boxes = kinds.prefix(most).map { Box(what: $0.key, people: $0.value) }
        let others = kinds.dropFirst(most).reduce(0) { $0 + $1.value }
        if others > 0 { boxes.append(Box(what: .others, people: others)) }
        if let ended = people[.end] { boxes.append(Box(what: .end, people: ended)) }
        return boxes
    }

    private static func bands(_ moves: [Flow.Move], from: [Box], to: [Box]) -> [Band] {
        func place(_ what: What, _ boxes: [Box]) -> Int { boxes.firstIndex { $0.what == what } ?? boxes.firstIndex { $0.what == .others } ?? 0 }
        var people: [[Int]: Int] = [:]
        for move in moves { people[[place(.kind(move.from), from), place(move.to.map { .kind($0) } ?? .end, to)], default: 0] += move.people }
        return people.map { Band(from: $0.key[0], to: $0.key[1], people: $0.value) }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }
}
