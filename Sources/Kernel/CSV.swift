/// Writes rows as RFC 4180 has them.
package enum CSV {
    /// Without a line end. By bytes: a value with a comma, a quote or a line end stands in quotes.
    package static func row(_ values: [String]) -> String { values.map(value).joined(separator: ",") }

    /// Text for a spreadsheet: what it would take for a formula begins with an apostrophe.
    package static func harmless(_ text: String) -> String {
        let isFormula = text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
        return isFormula ? "'" + text : text
    }

    /// A number with all its digits; empty where there is none.
    package static func figure(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    /// An amount as people write it, `1210.52`; empty where there is none.
    ///
    /// - Parameter minor: in minor units; rounded to whole ones.
    package static func amount(_ minor: Double?, _ currency: Currency) -> String {
        guard let whole = minor.flatMap({ Int64(exactly: $0.rounded()) }) else { return "" }
        let unit = (0..<currency.digits).reduce(Int64(1)) { unit, _ in unit * 10 }
        let (main, rest) = whole.magnitude.quotientAndRemainder(dividingBy: UInt64(unit))
        return (whole < 0 ? "-" : "") + "\(main)" + (unit == 1 ? "" : "." + padded(rest, currency.digits))
    }

    /// A file for spreadsheets, with the mark that tells them of UTF-8.
    package static func sheet(_ rows: [[String]]) -> String { "\u{FEFF}" + rows.map { row($0) + "\r\n" }.joined() }

    private static func value(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
