import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    var follows: HTML {
        guard !report.graph.edges.isEmpty else { return .nothing }
        let drawing = FlowDrawing(report.graph, labels)
        let body: HTML = """
            <div class="\(drawing.width > 450 ? "flows wide" : "flows")">\(drawing.layout.boxes.isEmpty ? nil : picture(drawing))
            <div>\(edgeTable.html)\(more(report.graph.edges.count - edgeTable.rows.count))</div></div>
            <details><summary>Where lines begin and end</summary>\(nodeTable.html)</details>
            """
        return section("What follows what", [.directlyFollows], body)
    }

    private func picture(_ drawing: FlowDrawing) -> HTML {
        """
        <figure>\(drawing.html)
        <figcaption>\(drawing.layout.lines.count) of \(counted(report.graph.edges.count, "step", "steps")), the strongest; \
        dashed ones lead back. ↻ follows itself.</figcaption></figure>
        """
    }

    private var edgeTable: FigureTable {
        var table = FigureTable(
            caption: "The most frequent steps",
            columns: [("From → to", false), ("Times", true), ("People", true), ("Median", true), ("Mean", true), ("p90", true)])
        table.rows = report.graph.edges.prefix(report.options.rows + 4).map { edge in
            [
                "\(labels.kind(edge.from)) <span class=\"to\">→</span> \(labels.kind(edge.to))", cell(grouped(edge.events)),
                cell(grouped(edge.people)),
                cell(told(edge.time.median)), cell(told(edge.time.mean)), cell(told(edge.time.p90)),
            ]
        }
        return table
    }

    private var nodeTable: FigureTable {
        var table = FigureTable(
            caption: "Touchpoints on the line",
            columns: [("Touchpoint", false), ("People", true), ("Times", true), ("Lines begin here", true), ("Lines end here", true)])
        table.rows = report.graph.nodes.map { node in
            [
                cell(labels.kind(node.kind)), cell(grouped(node.people)), cell(grouped(node.touches)),
                cell(Proportion(node.starts, of: report.graph.people).text.whole), cell(Proportion(node.ends, of: report.graph.people).text.whole),
            ]
        }
        return table
    }
}
