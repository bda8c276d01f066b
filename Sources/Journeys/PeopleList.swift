import Kernel
import Timeline
import Web

/// What each customer behind a figure adds to it, as a column of the list and of the file.
struct PeopleFacts: Sendable {
    /// The head of the column, as a key of the texts; and in the file.
    let title: String
    let head: String
    let shown: @Sendable (Texts, CustomerName) -> String
    let cell: @Sendable (CustomerName) -> String

    /// - Parameter minor: in minor units, by the number of the person; whoever is not in it adds nothing that is known yet.
    static func amounts(_ currency: Currency, _ minor: [Int64: Double]) -> PeopleFacts {
        PeopleFacts(
            title: "journey.stakes.brought", head: "brought_\(currency.code)",
            shown: { t, name in minor[name.number].map { t.money(Money(Int64($0.rounded()), currency)) } ?? t("journey.stakes.unknown") },
            cell: { CSV.amount(minor[$0.number], currency) })
    }

    /// - Parameter answers: by the number of the person, the oldest first.
    static func answers(_ answers: [Int64: [(value: Double, day: Day)]]) -> PeopleFacts {
        PeopleFacts(
            title: "journey.people.answers", head: "answers",
            shown: { t, name in (answers[name.number] ?? []).map { "\(t.number($0.value)) (\(t.date($0.day)))" }.joined(separator: ", ") },
            cell: { name in (answers[name.number] ?? []).map { "\(CSV.figure($0.value)) \($0.day)" }.joined(separator: "; ") })
    }
}

/// Customers behind a figure, by name.
struct PeopleList: Markup {
    let t: Texts
    let title: String
    let names: [CustomerName]
    /// How many there are in all; the file has them.
    let count: Int
    var facts: PeopleFacts?

    var html: HTML {
        guard !names.isEmpty else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        let more: HTML? = count > names.count ? "<p class=\"aside\">\(t("journey.funnel.behind.more", ["count": count - names.count]))</p>" : nil
        return """
            \(facts.map(table) ?? Table(names, caption: title) { customer })\(more)
            """
    }

    private var customer: Column<CustomerName> {
        Column(t("journey.funnel.customer")) { "<a href=\"/customers/\($0.id)\">\($0.name)</a>" }
    }

    private func table(_ facts: PeopleFacts) -> Table<CustomerName> {
        Table(names, caption: title) {
            customer
            Column(t(facts.title), isNumber: true) { HTML(escaping: facts.shown(t, $0)) }
        }
    }
}

/// All of them as a file for spreadsheets.
struct PeopleCSV {
    let names: [CustomerName]
    var facts: PeopleFacts?

    var text: String {
        let head = ["customer", "name"] + [facts?.head].compactMap(\.self)
        return CSV.sheet([head] + names.map { ["\($0.id)", CSV.harmless($0.name)] + [facts?.cell($0)].compactMap(\.self) })
    }
}
