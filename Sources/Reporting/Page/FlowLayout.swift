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
    }

    private(set) var boxes: [Box] = []
    private(set) var lines: [Line] = []
    private(set) var width = 0.0
    private(set) var layers = 0

    /// Width of a box, of the way of a line through a layer, and of the gap between two of them.
    static let box = 168.0
    static let way = 20.0
    static let gap = 22.0

    /// - Parameter edges: the strongest first.
    init(_ edges: [DirectlyFollowsGraph.Edge], edgeLimit: Int = 16, nodeLimit: Int = 12) {
        let chosen = Self.strongest(edges, edgeLimit, nodeLimit)
        guard !chosen.isEmpty else { return }
        let order = FlowOrder(chosen)
        var grid = FlowGrid(order, chosen)
        grid.settle()
        (boxes, lines, width, layers) = (grid.boxes, grid.lines(chosen), grid.width, grid.slots.count)
    }

    /// As many of the strongest as fit, each joined to what is already there.
    private static func strongest(_ edges: [DirectlyFollowsGraph.Edge], _ edgeLimit: Int, _ nodeLimit: Int) -> [DirectlyFollowsGraph.Edge] {
        var (chosen, names): ([DirectlyFollowsGraph.Edge], Set<String>) = ([], [])
        for edge in edges where edge.from != edge.to && chosen.count < edgeLimit {
            let with = names.union([edge.from, edge.to])
            guard with.count <= nodeLimit else { continue }
            chosen.append(edge)
            names = with
        }
        return chosen
    }
}
