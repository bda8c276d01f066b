import Analytics

/// An order of the nodes in which little flows backwards, and the layer of each.
/// The order is the greedy one of Eades, Lin & Smyth 1993; the layers are the longest paths along it.
struct FlowOrder {
    private(set) var layers: [String: Int] = [:]
    private let places: [String: Int]

    init(_ edges: [DirectlyFollowsGraph.Edge]) {
        let order = Self.order(edges)
        places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        for name in order {
            let above = edges.filter { $0.to == name && isForward($0) }.map { layers[$0.from] ?? 0 }
            layers[name] = (above.max() ?? -1) + 1
        }
    }

    func isForward(_ edge: DirectlyFollowsGraph.Edge) -> Bool { (places[edge.from] ?? 0) < (places[edge.to] ?? 0) }

    private static func order(_ edges: [DirectlyFollowsGraph.Edge]) -> [String] {
        var left = edges
        var names = Set(edges.flatMap { [$0.from, $0.to] })
        var (front, back): ([String], [String]) = ([], [])
        while let name = next(names, left) {
            if left.contains(where: { $0.from == name }) || !left.contains(where: { $0.to == name }) { front.append(name) } else { back.append(name) }
            left.removeAll { $0.from == name || $0.to == name }
            names.remove(name)
        }
        return front + back.reversed()
    }

    /// What nothing follows goes last; else what sends on most beyond what it receives goes first.
    private static func next(_ names: Set<String>, _ edges: [DirectlyFollowsGraph.Edge]) -> String? {
        let sorted = names.sorted()
        func out(_ name: String) -> Int { edges.reduce(0) { $0 + ($1.from == name ? $1.events : 0) } }
        func into(_ name: String) -> Int { edges.reduce(0) { $0 + ($1.to == name ? $1.events : 0) } }
        if let sink = sorted.first(where: { out($0) == 0 && into($0) > 0 }) { return sink }
        if let source = sorted.first(where: { into($0) == 0 }) { return source }
        return sorted.max { out($0) - into($0) < out($1) - into($1) }
    }
}
