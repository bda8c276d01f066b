import Kernel
import Timeline
import Web

/// What each customer behind a figure of money adds to it; whoever is not in it adds nothing that is known yet.
struct PeopleAmounts: Sendable {
    let currency: Currency
    /// In minor units, by the number of the person.
    let minor: [Int64: Double]

    func amount(_ name: CustomerName) -> Money? { minor[name.number].map { Money(Int64($0.rounded()), currency) } }
}

/// Customers behind a figure, by name.
struct PeopleList: Markup {
    let t: Texts
    let title: String
    let names: [CustomerName]
    /// How many there are in all; the file has them.
    let count: Int
    var amounts: PeopleAmounts?

    var html: HTML {
        guard !names.isEmpty else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        let more: HTML? = count > names.count ? "<p class=\"aside\">\(t("journey.funnel.behind.more", ["count": count - names.count]))</p>" : nil
        return """
            \(amounts.map(table) ?? Table(names, caption: title) { customer })\(more)
            """
    }

    private var customer: Column<CustomerName> {
        Column(t("journey.funnel.customer")) { "<a href=\"/customers/\($0.id)\">\($0.name)</a>" }
    }

    private func table(_ amounts: PeopleAmounts) -> Table<CustomerName> {
        Table(names, caption: title) {
            customer
            Column(t("journey.stakes.brought"), isNumber: true) { HTML(escaping: amounts.amount($0).map(t.money) ?? t("journey.stakes.unknown")) }
        }
    }
}

/// All of them as a file for spreadsheets.
struct PeopleCSV {
    let names: [CustomerName]
    var amounts: PeopleAmounts?

    var text: String {
        let head = ["customer", "name"] + (amounts.map { ["brought_\($0.currency.code)"] } ?? [])
        return CSV.sheet(
            [head]
                + names.map { name in
                    ["\(name.id)", CSV.harmless(name.name)] + (amounts.map { [CSV.amount($0.minor[name.number], $0.currency)] } ?? [])
                })
    }
}
