import Analytics
import Statistics
import Web

extension ReportPage {
    var ways: HTML {
        let variants = report.variants
        let count: HTML = "\(counted(variants.count, "way", "different ways")) among \(counted(variants.people, "person", "people"))"
        let list: HTML = """
            <p>\(count); those listed are the ways of \(variants.covered.text.whole).</p>
            <ol class="ways">\(variants.top.map(way))</ol>
            \(variants.others > 0 ? others : nil)
            """
        let body: HTML = variants.repeats ? list : "<p>\(count): no two people went the same way.</p>"
        return section("The ways people went", [.variants], body + (endings ?? .nothing))
    }

    /// The bar of the most frequent way has the full width.
    private func way(_ way: Variants.Variant) -> HTML {
        let most = report.variants.top.first?.people.count ?? way.people.count
        return """
            <li><div class="share">\(shareBar(Double(way.people.count) / Double(most)))<span><strong>\(way.people.text.value)</strong> \
            \(way.people.text.interval) · \(counted(way.people.count, "person", "people"))</span></div>
            \(chain(way.kinds))</li>
            """
    }

    /// A long way shows its beginning and its end, and the whole on request.
    private func chain(_ kinds: [String]) -> HTML {
        guard kinds.count > 10 else { return steps(kinds) }
        return """
            <p class="chain">\(chips(Array(kinds.prefix(6)))) <span class="to">→</span> <i>… \(kinds.count - 8) more …</i> \
            <span class="to">→</span> \(chips(Array(kinds.suffix(2))))</p>
            <details><summary>All \(kinds.count) steps</summary>\(steps(kinds))</details>
            """
    }

    private func steps(_ kinds: [String]) -> HTML { "<p class=\"chain\">\(chips(kinds))</p>" }

    private func chips(_ kinds: [String]) -> HTML {
        kinds.map { kind -> HTML in "<b>\(labels.kind(kind))</b>" }.joined(separator: " <span class=\"to\">→</span> ")
    }

    private var others: HTML {
        let count = report.variants.count - report.variants.top.count
        let people = Proportion(report.variants.others, of: report.variants.people)
        return
            "<p class=\"note\">\(counted(count, "other way", "other ways")): \(people.text.whole) · \(counted(people.count, "person", "people")).</p>"
    }
}
