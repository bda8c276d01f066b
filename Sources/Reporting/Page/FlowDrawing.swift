import Analytics
import Statistics
import Web

/// The strongest flows as a picture.
struct FlowDrawing {
    let graph: DirectlyFollowsGraph
    let labels: Labels
    let layout: FlowLayout

    init(_ graph: DirectlyFollowsGraph, _ labels: Labels) {
        self.graph = graph
        self.labels = labels
        layout = FlowLayout(graph)
    }

    private static let height = 66.0
    private static let layerHeight = 128.0
    private static let margin = 8.0

    /// Lines against the stream that have to go round the boxes between.
    private var round: [FlowLayout.Line] { layout.lines.filter { $0.isBack && $0.rise > 1 } }
    var width: Double { layout.width + 2 * Self.margin + (round.isEmpty ? 0 : 34 + 18 * Double(round.count)) }
    private var tall: Double { Double(layout.layers - 1) * Self.layerHeight + Self.height + 2 * Self.margin }

    var html: HTML {
        """
        <div class="scroll" role="region" aria-label="The strongest flows" tabindex="0">
        <svg class="flow" viewBox="0 0 \(point(width)) \(point(tall))" width="\(point(width))" height="\(point(tall))" role="img" \
        aria-labelledby="flow-title flow-desc">
        <title id="flow-title">The strongest flows</title>
        <desc id="flow-desc">\(described)</desc>
        <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="13" markerHeight="13" markerUnits="userSpaceOnUse" orient="auto">\
        <path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
        \(layout.lines.filter { !$0.isBack }.map(forward))
        \(layout.lines.filter { $0.isBack && $0.rise <= 1 }.map(straightBack))
        \(round.enumerated().map { back($0.element, $0.offset) })
        \(layout.boxes.map(box))
        </svg></div>
        """
    }

    private var described: String {
        layout.lines.map { "\(labels.kind($0.edge.from)) to \(labels.kind($0.edge.to)) \(grouped($0.edge.events)) times" }.joined(separator: ", ")
            + "."
    }

    private func x(_ x: Double) -> Double { x + Self.margin }
    private func top(_ layer: Int) -> Double { Self.margin + Double(layer) * Self.layerHeight }

    /// From 1.2 to 7 units, its square growing with the flow.
    private func strength(_ edge: DirectlyFollowsGraph.Edge) -> String {
        let most = layout.lines.map(\.edge.events).max() ?? 1
        return point(1.2 + 5.8 * (Double(edge.events) / Double(most)).squareRoot())
    }
}

// MARK: - Lines

extension FlowDrawing {
    private func forward(_ line: FlowLayout.Line) -> HTML {
        var at = (x: x(line.points[0].x), y: top(line.points[0].layer) + Self.height)
        var path = "M\(point(at.x)) \(point(at.y))"
        for (place, next) in line.points.enumerated().dropFirst() {
            let isLast = place == line.points.count - 1
            let to = (x: x(next.x), y: top(next.layer) - (isLast ? 3 : 0))
            let middle = (at.y + to.y) / 2
            path += "C\(point(at.x)) \(point(middle)) \(point(to.x)) \(point(middle)) \(point(to.x)) \(point(to.y))"
            at = (to.x, isLast ? to.y : top(next.layer) + Self.height)
            if !isLast { path += "V\(point(at.y))" }
        }
        return drawn(line.edge, path, "e", at: label(line))
    }

    /// In the gap under its first box, nearer to where it goes than to where it comes from.
    private func label(_ line: FlowLayout.Line) -> (x: Double, y: Double) {
        let (from, to) = (x(line.points[0].x), x(line.points[1].x))
        return (from + 0.62 * (to - from), top(line.points[0].layer) + Self.height + 0.56 * (Self.layerHeight - Self.height) + 4)
    }

    /// One layer up, or to a neighbour: beside the line that leads down.
    private func straightBack(_ line: FlowLayout.Line) -> HTML {
        let (from, to) = (line.points[0], line.points[1])
        let (startX, endX) = (x(from.x) + 44, x(to.x) + 44)
        let (startY, endY) = (top(from.layer) + (line.rise == 0 ? Self.height : 0), top(to.layer) + Self.height + 3)
        let bend = line.rise == 0 ? startY + 40 : (startY + endY) / 2
        let path = "M\(point(startX)) \(point(startY))C\(point(startX)) \(point(bend)) \(point(endX)) \(point(bend)) \(point(endX)) \(point(endY))"
        return drawn(
            line.edge, path, "e back", at: (startX + 0.38 * (endX - startX), line.rise == 0 ? startY + 36 : startY + 0.4 * (endY - startY) + 4))
    }

    /// Out to the right of everything and back in.
    private func back(_ line: FlowLayout.Line, _ place: Int) -> HTML {
        let (from, to) = (line.points[0], line.points[1])
        let (startY, endY) = (top(from.layer) + Self.height * 0.7, top(to.layer) + Self.height * 0.3)
        let out = x(layout.width) + 20 + 18 * Double(place)
        let (startX, endX) = (x(from.x) + FlowLayout.box / 2, x(to.x) + FlowLayout.box / 2 + 3)
        let path =
            "M\(point(startX)) \(point(startY))C\(point(out)) \(point(startY)) \(point(out)) \(point(startY)) \(point(out)) \(point(startY - 40))"
            + "V\(point(endY + 40))C\(point(out)) \(point(endY)) \(point(out)) \(point(endY)) \(point(endX)) \(point(endY))"
        return drawn(line.edge, path, "e back", at: (out, (startY + endY) / 2 + 22 * Double(place % 2)))
    }

    private func drawn(_ edge: DirectlyFollowsGraph.Edge, _ path: String, _ name: String, at label: (x: Double, y: Double)) -> HTML {
        """
        <path class="\(name)" d="\(path)" stroke-width="\(strength(edge))" marker-end="url(#tip)"/>\
        <text class="count" x="\(point(label.x))" y="\(point(label.y))">\(grouped(edge.events))</text>
        """
    }
}

// MARK: - Boxes

extension FlowDrawing {
    private func box(_ box: FlowLayout.Box) -> HTML {
        let (left, top) = (x(box.x) - FlowLayout.box / 2, top(box.layer))
        let node = graph.nodes.first { $0.kind == box.name }
        return """
            <g><title>\(labels.kind(box.name))</title>\
            <rect class="box" x="\(point(left))" y="\(point(top))" width="\(point(FlowLayout.box))" height="\(point(Self.height))" rx="8"/>\
            \(name(box, top))\
            <text class="sub" x="\(point(x(box.x)))" y="\(point(top + 55))">\(node.map(about) ?? "")</text></g>
            """
    }

    private func name(_ box: FlowLayout.Box, _ top: Double) -> [HTML] {
        let lines = labels.kind(box.name).brokenInTwo(at: 19)
        let first = top + (lines.count == 1 ? 29 : 21)
        return lines.enumerated().map { place, line in
            "<text class=\"name\" x=\"\(point(x(box.x)))\" y=\"\(point(first + 16 * Double(place)))\">\(line)</text>"
        }
    }

    /// How many people, and how often it follows itself, begins or ends a line – the most telling of these.
    private func about(_ node: DirectlyFollowsGraph.Node) -> String {
        let people = counted(node.people, "person", "people")
        let again = graph.edges.first { $0.from == node.kind && $0.to == node.kind }?.events ?? 0
        if node.starts * 5 >= graph.people { return people + " · " + share(node.starts) + " begin" }
        if node.ends * 5 >= graph.people { return people + " · \(share(node.ends)) end" }
        return again > 0 ? people + " · ↻ \(grouped(again))" : people
    }

    private func share(_ people: Int) -> String { fixed(100 * Double(people) / Double(max(1, graph.people)), 0) + " %" }
}
