import Analytics

/// The layer of each node: the longest way to it from above, where those come above whom people usually meet earlier.
struct FlowOrder {
    private(set) var layers: [String: Int] = [:]

    init(_ edges: [DirectlyFollowsGraph.Edge], _ nodes: [DirectlyFollowsGraph.Node]) {
        let names = Set(edges.flatMap { [$0.from, $0.to] })
        let order = nodes.filter { names.contains($0.kind) }.sorted { ($0.place, $0.kind) < ($1.place, $1.kind) }
        for node in order {
            let above = edges.filter { $0.to == node.kind }.compactMap { layers[$0.from] }
            layers[node.kind] = (above.max() ?? -1) + 1
        }
    }

    func isForward(_ edge: DirectlyFollowsGraph.Edge) -> Bool { (layers[edge.from] ?? 0) < (layers[edge.to] ?? 0) }
}
