import Analytics
import Foundation
import Kernel
import Timeline
import Web

/// To what people who reached a goal owe it, by the chosen model.
struct AttributionPage {
    let t: Texts
    let choice: AttributionChoice
    let attribution: Attribution
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.attribution"), lead: HTML(escaping: t("journey.attribution.lead"))))\
        \(JourneyTabs(t: t, current: .attribution, query: query))
        \(Section(t("journey.attribution.question"), content: form))
        \(Section(t("journey.attribution.credit"), note: HTML(escaping: about), actions: download, content: result))
        """
    }

    private var about: String { t("journey.attribution.\(choice.model.rawValue).about") }
    private var download: HTML { LinkButton(t("journey.csv"), href: "/journey/attribution/attribution.csv\(query.text)", .quiet).html }

    private var form: HTML {
        let goals = t.kindOptions(catalogue)
        let models = AttributionChoice.Model.allCases.map { Field.Option($0.rawValue, t("journey.attribution.\($0.rawValue)")) }
        let places = [Field.Option("channel", t("journey.channels")), Field.Option("kind", t("journey.touchpoints"))]
        let days = Set([7, 30, 90, 365, choice.days]).sorted().map { Field.Option("\($0)", t("journey.days", ["count": $0])) }
        return """
            <form class="filters" action="/journey/attribution" data-swap data-auto>\(query.scopeFields)<div class="fields">
            \(Field("goal", t("journey.attribution.goal"), .choice(goals), value: choice.goal))
            \(Field("model", t("journey.attribution.model"), .choice(models), value: choice.model.rawValue))
            \(Field("by", t("journey.attribution.by"), .choice(places), value: choice.by == .kind ? "kind" : "channel"))
            \(Field("days", t("journey.attribution.days"), .choice(days), value: "\(choice.days)"))</div>
            \(Button(t("web.show"), .quiet))</form>
            """
    }

    private var result: HTML {
        guard !attribution.credits.isEmpty else {
            return EmptyState(.noResult, t("journey.attribution.none"), t("journey.nobody.hint")).html
        }
        let owed = attribution.goals - attribution.unowed
        let facts = t("journey.attribution.counts", ["goals": attribution.goals, "unowed": attribution.unowed])
        return """
            <p class="aside">\(facts)</p>
            \(BarChart(title: t("journey.attribution.chart"), t, bars(of: max(1, owed))) { [t] in t.number($0, digits: 1) })
            \(currencies.isEmpty ? nil : table)
            """
    }

    private func bars(of owed: Int) -> [BarChart.Bar] {
        attribution.credits.map { BarChart.Bar(name($0.name), $0.goals, detail: t.percent($0.goals / Double(owed))) }
    }

    private var currencies: [Currency] { Set(attribution.credits.flatMap(\.value.keys)).sorted { $0.code < $1.code } }

    private var table: HTML {
        let heads = currencies.map { "<th scope=\"col\" class=\"number\">\($0.code)</th>" as HTML }
        let rows = attribution.credits.map { credit -> HTML in
            let cells = currencies.map { currency in
                "<td class=\"number\">\(credit.value[currency].map { t.money(Money(Int64($0.rounded()), currency)) } ?? "–")</td>" as HTML
            }
            return "<tr><th scope=\"row\">\(name(credit.name))</th><td class=\"number\">\(t.number(credit.goals, digits: 1))</td>\(cells)</tr>"
        }
        let caption = t("journey.attribution.credit")
        return """
            <div class="table" tabindex="0" role="region" aria-label="\(caption)"><table><caption class="quiet">\(caption)</caption><thead><tr>\
            <th scope="col">\(t(choice.by == .kind ? "journey.touchpoint" : "journey.channels"))</th>\
            <th scope="col" class="number">\(t("journey.attribution.goals"))</th>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody><tfoot>\(totals)</tfoot></table></div>
            """
    }

    /// All that is owed to something.
    private var totals: HTML {
        let goals = attribution.credits.reduce(0) { $0 + $1.goals }
        let cells = currencies.map { currency in
            let minor = attribution.credits.reduce(0) { $0 + ($1.value[currency] ?? 0) }
            return "<td class=\"number\">\(t.money(Money(Int64(minor.rounded()), currency)))</td>" as HTML
        }
        return "<tr><th scope=\"row\">\(t("journey.attribution.total"))</th><td class=\"number\">\(t.number(goals, digits: 1))</td>\(cells)</tr>"
    }

    private func name(_ key: String) -> String {
        switch choice.by {
        case .kind: t.name(ofKind: key, catalogue)
        case .channel: t.name(ofChannel: key)
        }
    }
}
