/// Writes rows as RFC 4180 has them.
package enum CSV {
    /// Without a line end. By bytes: a value with a comma, a quote or a line end stands in quotes.
    package static func row(_ values: [String]) -> String { values.map(value).joined(separator: ",") }

    private static func value(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
