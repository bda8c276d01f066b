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

/// The page of the people behind a figure.
struct PeoplePage: Markup {
    let t: Texts
    let title: String
    let names: [CustomerName]
    let count: Int
    /// Where the figure stands, and where the file is.
    let back: Crumb
    let file: String

    /// So many are listed; the file has all.
    static let most = 200

    var html: HTML {
        let header = PageHeader(
            title, lead: HTML(escaping: t("journey.funnel.behind.count", ["count": count])), crumbs: [back],
            actions: [LinkButton(t("journey.csv"), href: file, .quiet).html])
        return "\(header)\(PeopleList(t: t, title: title, names: names, count: count))"
    }
}

/// All of them as a file for spreadsheets.
struct PeopleCSV {
    let names: [CustomerName]

    var text: String { CSV.sheet([["customer", "name"]] + names.map { ["\($0.id)", CSV.harmless($0.name)] }) }
}
