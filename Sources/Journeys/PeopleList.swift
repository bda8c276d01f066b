import Kernel
import Timeline
import Web

/// Customers behind a figure, by name.
struct PeopleList: Markup {
    let t: Texts
    let title: String
    let names: [CustomerName]
    /// How many there are in all; the file has them.
    let count: Int

    var html: HTML {
        guard !names.isEmpty else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        let more: HTML? = count > names.count ? "<p class=\"aside\">\(t("journey.funnel.behind.more", ["count": count - names.count]))</p>" : nil
        return """
            \(Table(names, caption: title) {
                Column(t("journey.funnel.customer")) { "<a href=\"/customers/\($0.id)\">\($0.name)</a>" }
            })\(more)
            """
    }
}

/// All of them as a file for spreadsheets.
struct PeopleCSV {
    let names: [CustomerName]

    var text: String { CSV.sheet([["customer", "name"]] + names.map { ["\($0.id)", CSV.harmless($0.name)] }) }
}
