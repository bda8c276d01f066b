import Analytics

/// Where the nodes and edges of the strongest flows stand: in layers from top to bottom, most edges leading down.
struct FlowLayout {
    struct Box {
        let name: String
        var x: Double
        let layer: Int
    }

    struct Line {
        let edge: DirectlyFollowsGraph.Edge
        /// Middles of the boxes and of the gaps it passes, from its beginning to its end.
        let points: [(x: Double, layer: Int)]
        /// Against the stream.
        let isBack: Bool

        /// How many layers it leads up.
        var rise: Int { (points.first?.layer ?? 0) - (points.last?.layer ?? 0) }
    }

    private(set) var boxes: [Box] = []
    private(set) var lines: [Line] = []
    private(set) var width = 0.0
    private(set) var layers = 0

    /// Width of a box, of the way of a line through a layer, and of the gap between two of them.
    static let box = 176.0
    static let way = 20.0
    static let gap = 22.0

    init(_ graph: DirectlyFollowsGraph) {
        let chosen = Self.strongest(graph)
        guard !chosen.isEmpty else { return }
        let order = FlowOrder(chosen, graph.nodes)
        var grid = FlowGrid(order, chosen)
        grid.settle()
        (boxes, lines, width, layers) = (grid.boxes, grid.lines(chosen), grid.width, grid.slots.count)
    }

    /// The strongest, but no loops, none that is a hundred times weaker than the first, and few that lead back: more could
    /// not be followed by the eye.
    private static func strongest(_ graph: DirectlyFollowsGraph) -> [DirectlyFollowsGraph.Edge] {
        let places = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.kind, $0.place) })
        var (chosen, names, backs): ([DirectlyFollowsGraph.Edge], Set<String>, Int) = ([], [], 0)
        for edge in graph.edges where edge.from != edge.to && chosen.count < 16 && edge.events * 100 >= graph.edges[0].events {
            let isBack = (places[edge.from] ?? 0) > (places[edge.to] ?? 0)
            guard names.union([edge.from, edge.to]).count <= 12, !isBack || backs < 4 else { continue }
            chosen.append(edge)
            names.formUnion([edge.from, edge.to])
            backs += isBack ? 1 : 0
        }
        return chosen
    }
}
