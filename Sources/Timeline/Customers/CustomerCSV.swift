import Kernel
import People

/// The list as a file for spreadsheets.
struct CustomerCSV {
    let rows: [CustomerRow]

    var text: String {
        let head = [
            "id", "name", "user_id", "email", "phone", "loyalty_card", "social", "company", "city", "country", "language", "first_seen", "last_seen",
            "touchpoints",
        ]
        return CSV.sheet(([head] + rows.map(cells)).map { $0.map(CSV.harmless) })
    }

    private func cells(_ row: CustomerRow) -> [String] {
        let profile = row.profile
        func first(_ type: IdentifierType) -> String { profile.identifiers.first { row.rules[number: $0.type]?.type == type }?.value ?? "" }
        return [
            row.person.id.description, profile.name ?? "", first(.userID), first(.email), first(.phone), first(.loyaltyCard), first(.social),
            row.company ?? "",
            profile["city"] ?? "",
            profile["country"] ?? "", profile["language"] ?? "", row.activity.first.map { "\($0)" } ?? "", row.activity.last.map { "\($0)" } ?? "",
            "\(row.activity.count)",
        ]
    }
}
