import Kernel
import People

/// The list as a file for spreadsheets.
struct CustomerCSV {
    let rows: [CustomerRow]

    /// With the mark that tells spreadsheets of UTF-8.
    var text: String {
        let head = ["id", "name", "email", "phone", "company", "city", "country", "language", "first_seen", "last_seen", "touchpoints"]
        return "\u{FEFF}" + ([head] + rows.map(cells)).map { CSV.row($0.map(Self.harmless)) + "\r\n" }.joined()
    }

    private func cells(_ row: CustomerRow) -> [String] {
        let profile = row.profile
        func first(_ type: IdentifierType) -> String { profile.identifiers.first { row.rules[number: $0.type]?.type == type }?.value ?? "" }
        return [
            row.person.id.description, profile.name ?? "", first(.email), first(.phone), row.company ?? "", profile["city"] ?? "",
            profile["country"] ?? "", profile["language"] ?? "", row.activity.first.map { "\($0)" } ?? "", row.activity.last.map { "\($0)" } ?? "",
            "\(row.activity.count)",
        ]
    }

    /// What a spreadsheet would take for a formula begins with an apostrophe.
    private static func harmless(_ text: String) -> String {
        let isFormula = text.utf8.first.map { [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains($0) } ?? false
        return isFormula ? "'" + text : text
    }
}
