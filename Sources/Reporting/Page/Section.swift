import Web

extension ReportPage {
    /// A part of the page, with what its figures mean under it.
    func section(_ title: String, _ definitions: [Definition], _ body: HTML) -> HTML {
        """
        <section>
        <h2>\(title)</h2>
        \(body)
        \(definitions.isEmpty ? nil : how(definitions))
        </section>
        """
    }

    private func how(_ definitions: [Definition]) -> HTML {
        """
        <details class="how"><summary>How this is counted</summary>\(definitions.map { definition -> HTML in "<p>\(definition.text)</p>" })</details>
        """
    }

    /// The figures of a chart, for those who rather read them.
    func figures(_ table: FigureTable, _ summary: String = "The same figures as a table") -> HTML {
        "<details><summary>\(summary)</summary>\(table.html)</details>"
    }
}

/// A table that scrolls by itself where the screen is narrow.
struct FigureTable {
    let caption: String
    /// Numbers stand at the right.
    let columns: [(title: String, isNumber: Bool)]
    /// The first cell names the row.
    var rows: [[HTML]] = []

    var html: HTML {
        """
        <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table>
        <caption>\(caption)</caption>
        <thead><tr>\(head)</tr></thead>
        <tbody>
        \(rows.map(row).joined(separator: "\n"))
        </tbody>
        </table></div>
        """
    }

    private var head: [HTML] {
        columns.map { "<th scope=\"col\"\(attribute: "class", $0.isNumber ? "n" : nil)>\($0.title)</th>" }
    }

    private func row(_ cells: [HTML]) -> HTML {
        let others = cells.indices.dropFirst().map { place -> HTML in
            "<td\(attribute: "class", columns[place].isNumber ? "n" : nil)>\(cells[place])</td>"
        }
        return "<tr><th scope=\"row\">\(cells.first)</th>\(others)</tr>"
    }
}

/// Plain text as a cell.
func cell(_ text: String) -> HTML { HTML(escaping: text) }
