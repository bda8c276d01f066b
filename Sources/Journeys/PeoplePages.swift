import Kernel
import Timeline
import Web

/// The people behind a figure of a page, who are found by the walk that counted them.
struct PeoplePage {
    let t: Texts
    let title: String
    let names: [CustomerName]
    let count: Int
    /// The page that the figure stands on.
    let page: Crumb
    let file: String
    let actions: [HTML]
    var facts: PeopleFacts?

    /// So many are listed; the file has all.
    static let most = 200

    var html: HTML {
        let header = PageHeader(
            title, lead: HTML(escaping: t("journey.funnel.behind.count", ["count": count])), crumbs: [page],
            actions: actions + [LinkButton(t("journey.csv"), href: file, .quiet).html])
        return "\(header)\(PeopleList(t: t, title: title, names: names, count: count, facts: facts))"
    }
}

extension Context {
    /// - Parameters:
    ///   - numbers: of all of them.
    ///   - place: the page that the figure stands on, by name and path; its people are at `/people` behind it, their file at `/people.csv`.
    ///   - path: behind which they are where that is not the path of the page.
    ///   - figure: the names that tell the figure in the address.
    ///   - facts: what each of them adds to the figure.
    func peoplePage(
        _ title: String, _ numbers: [Int64], _ names: CustomerNameStore, behind place: (name: String, path: String), at path: String? = nil,
        figure: [String], actions: [HTML] = [], facts: PeopleFacts? = nil
    ) async throws -> Page {
        let page = PeoplePage(
            t: t, title: title, names: try await names.names(Array(numbers.prefix(PeoplePage.most))), count: numbers.count,
            page: Crumb(place.name, place.path + figure.reduce(query) { $0.with($1, nil) }.text),
            file: "\(path ?? place.path)/people.csv\(query.text)",
            actions: actions, facts: facts)
        return Page(title, at: .journey, content: page.html)
    }
}
