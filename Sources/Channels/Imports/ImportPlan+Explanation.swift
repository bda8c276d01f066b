import Kernel
import People
import Timeline

extension ImportPlan {
    /// The plan in words, for `--dry-run`: what each column is taken for and why, what is the same for every row, what should be known, and
    /// the first touchpoints as they would be.
    package var explanation: String {
        var parts = ["\(path): \(format.name), \(encoding.rawValue)", "", "Columns", Self.table(columns.map(row))]
        let constants = mapping.entries.compactMap { entry in
            if case .constant(let text) = entry.source { [entry.meaning.name, "“\(text)”", entry.why] } else { nil }
        }
        if !constants.isEmpty { parts += ["", "The same for every row", Self.table(constants)] }
        if !notes.isEmpty { parts += ["", "Please note"] + notes.map { "  \($0)" } }
        parts += ["", "The first touchpoints", Self.table(preview.prefix(5).map(Self.row))]
        if !rejected.isEmpty { parts += ["", "Rows that would be rejected"] + rejected.prefix(5).map { "  line \($0.line): \($0.reason)" } }
        if rejected.count > 5 { parts.append("  and \(rejected.count - 5) more among the rows that were looked at") }
        return parts.joined(separator: "\n")
    }

    private func row(_ column: Column) -> [String] {
        let fate = column.meaning ?? (mapping.entries.isEmpty ? "not read" : "property")
        return [column.name, "→ \(fate)", column.why, column.samples.map { "“\(Self.short($0, 24))”" }.joined(separator: ", ")]
    }

    private static func row(_ touchpoint: NewTouchpoint) -> [String] {
        let score = touchpoint.score.map { "\($0.value.formatted) on \($0.scale.key)" } ?? ""
        let value = touchpoint.value?.plain ?? ""
        let traits = touchpoint.traits.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        let rest = [score, value, traits, touchpoint.properties].filter { !$0.isEmpty }.joined(separator: "  ")
        let who = touchpoint.identifiers.map { "\($0.type.rawValue) \($0.value)" }.joined(separator: ", ")
        return ["\(touchpoint.occurredAt)", touchpoint.kind, touchpoint.channel, who, short(rest, 100)]
    }

    private static func short(_ text: String, _ limit: Int) -> String {
        text.count > limit ? text.prefix(limit) + "…" : text
    }

    /// Cells below one another, two blanks between them; no column but the last is wider than forty characters.
    private static func table(_ rows: [[String]]) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in min(40, rows.map { $0[column].count }.max() ?? 0) }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: max(0, width - cell.count)) }
            return ("  " + cells.joined(separator: "  ")).trimmedAtEnd
        }.joined(separator: "\n")
    }
}

extension Double {
    /// Without a needless `.0`.
    fileprivate var formatted: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
