import Analytics

/// Boxes and the ways of lines through the layers, moved until lines are short and nothing overlaps.
struct FlowGrid {
    /// By layer, from left to right.
    private(set) var slots: [[Slot]] = []
    private var neighbours: [Key: [Key]] = [:]
    private let order: FlowOrder

    enum Key: Hashable {
        case box(String)
        /// A line, by its place among the edges, where it passes a layer.
        case way(Int, layer: Int)
    }

    struct Slot {
        let key: Key
        var x = 0.0

        var width: Double {
            if case .box = key { FlowLayout.box } else { FlowLayout.way }
        }
    }

    init(_ order: FlowOrder, _ edges: [DirectlyFollowsGraph.Edge]) {
        self.order = order
        slots = Array(repeating: [], count: (order.layers.values.max() ?? 0) + 1)
        for name in order.layers.keys.sorted() { slots[order.layers[name] ?? 0].append(Slot(key: .box(name))) }
        for (place, edge) in edges.enumerated() where order.isForward(edge) { thread(place, edge) }
    }

    /// The way of a line from its first to its last box; each layer between gets a slot.
    private func keys(_ place: Int, _ edge: DirectlyFollowsGraph.Edge) -> [Key] {
        let (top, bottom) = (order.layers[edge.from] ?? 0, order.layers[edge.to] ?? 0)
        let between = top + 1 < bottom ? (top + 1..<bottom).map { Key.way(place, layer: $0) } : []
        return [.box(edge.from)] + between + [.box(edge.to)]
    }

    private mutating func thread(_ place: Int, _ edge: DirectlyFollowsGraph.Edge) {
        let keys = keys(place, edge)
        for case .way(let line, let layer) in keys { slots[layer].append(Slot(key: .way(line, layer: layer))) }
        for (above, below) in zip(keys, keys.dropFirst()) {
            neighbours[above, default: []].append(below)
            neighbours[below, default: []].append(above)
        }
    }
}

extension FlowGrid {
    /// First the order within each layer by the middle of its neighbours, then the exact place.
    mutating func settle() {
        for layer in slots.indices { spread(layer) }
        for round in 0..<24 {
            for layer in round.isMultiple(of: 2) ? Array(slots.indices) : slots.indices.reversed() {
                let wanted = wishes(layer)
                if round < 12 { slots[layer] = zip(slots[layer], wanted).sorted { $0.1 < $1.1 }.map(\.0) }
                pull(layer, to: round < 12 ? wanted.sorted() : wanted)
            }
        }
        moveToOrigin()
    }

    private mutating func spread(_ layer: Int) {
        for place in slots[layer].indices { slots[layer][place].x = Double(place) * (FlowLayout.box + FlowLayout.gap) }
    }

    private func wishes(_ layer: Int) -> [Double] {
        slots[layer].map { slot in
            let xs = (neighbours[slot.key] ?? []).compactMap(x)
            return xs.isEmpty ? slot.x : xs.reduce(0, +) / Double(xs.count)
        }
    }

    private func x(of key: Key) -> Double? {
        for layer in slots { if let slot = layer.first(where: { $0.key == key }) { return slot.x } }
        return nil
    }

    /// As near to the wishes as the widths allow: packed from the left and from the right, and the middle of both.
    private mutating func pull(_ layer: Int, to wanted: [Double]) {
        var (left, right) = (wanted, wanted)
        for place in wanted.indices.dropFirst() { left[place] = max(wanted[place], left[place - 1] + distance(layer, place - 1)) }
        for place in wanted.indices.dropLast().reversed() { right[place] = min(wanted[place], right[place + 1] - distance(layer, place)) }
        for place in wanted.indices { slots[layer][place].x = (left[place] + right[place]) / 2 }
    }

    private func distance(_ layer: Int, _ place: Int) -> Double {
        (slots[layer][place].width + slots[layer][place + 1].width) / 2 + FlowLayout.gap
    }

    private mutating func moveToOrigin() {
        let edge = slots.joined().map { $0.x - $0.width / 2 }.min() ?? 0
        for layer in slots.indices { for place in slots[layer].indices { slots[layer][place].x -= edge } }
    }
}

extension FlowGrid {
    var width: Double { slots.joined().map { $0.x + $0.width / 2 }.max() ?? 0 }

    var boxes: [FlowLayout.Box] {
        slots.enumerated().flatMap { layer, slots in
            slots.compactMap { slot in
                guard case .box(let name) = slot.key else { return nil }
                return FlowLayout.Box(name: name, x: slot.x, layer: layer)
            }
        }
    }

    func lines(_ edges: [DirectlyFollowsGraph.Edge]) -> [FlowLayout.Line] {
        edges.enumerated().map { place, edge in
            let isForward = order.isForward(edge)
            let keys = isForward ? keys(place, edge) : [.box(edge.from), .box(edge.to)]
            return FlowLayout.Line(edge: edge, points: keys.map { (x(of: $0) ?? 0, layer(of: $0)) }, isBack: !isForward)
        }
    }

    private func layer(of key: Key) -> Int {
        switch key {
        case .box(let name): order.layers[name] ?? 0
        case .way(_, let layer): layer
        }
    }
}
