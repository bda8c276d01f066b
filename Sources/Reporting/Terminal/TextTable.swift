/// Columns set one beside the other. The first column gives way when the line would be too long.
struct TextTable {
    struct Column {
        let title: String
        let isRight: Bool
        var isBar = false

        static func left(_ title: String) -> Column { Column(title: title, isRight: false) }
        static func right(_ title: String) -> Column { Column(title: title, isRight: true) }
        static let bar = Column(title: "", isRight: false, isBar: true)
    }

    let columns: [Column]
    var rows: [[String]] = []

    static let width = 100
}

extension TextTable {
    func lines(_ ink: Ink) -> [String] {
        let widths = fittedWidths
        let head = columns.contains { !$0.title.isEmpty } ? [ink.quiet(line(columns.map(\.title), widths, Ink(isColoured: false)))] : []
        return head + rows.map { line($0, widths, ink) }
    }

    private var fittedWidths: [Int] {
        var widths = columns.indices.map { place in
            ([columns[place].title] + rows.map { $0[place] }).map(\.columns).max() ?? 0
        }
        let needed = 2 + widths.reduce(0, +) + 2 * (widths.count - 1)
        widths[0] = max(8, widths[0] - max(0, needed - Self.width))
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int], _ ink: Ink) -> String {
        let set = cells.indices.map { place in
            let text = cells[place].cut(to: widths[place])
            let padding = String(repeating: " ", count: max(0, widths[place] - text.columns))
            return (columns[place].isRight ? padding : "") + (columns[place].isBar ? ink.bar(text) : text) + (columns[place].isRight ? "" : padding)
        }
        let line = "  " + set.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
