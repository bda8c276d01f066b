/// What every chart has around its drawing: a title, what there is to see in words, a legend, and the same figures as a table.
struct ChartFrame: Markup {
    let id: String
    let title: String
    let description: String
    let t: Texts
    let legend: HTML
    let drawing: HTML
    let table: HTML
    /// What stands in place of a drawing that a narrow screen has no room for: a sentence that leads to the table, which is then open.
    var instead: String?

    var html: HTML {
        """
        <figure class="chart" id="\(id)" role="group" aria-labelledby="\(id)-title"><figcaption id="\(id)-title">\(title)</figcaption>
        <div class="drawing" role="img" aria-label="\(title). \(description)">\(drawing)</div>
        \(instead.map { "<p class=\"aside instead\">\($0)</p>" as HTML })\(legend)\
        <details class="figures"\(flag: "open", instead != nil)><summary>\(t("web.chart.table"))</summary>
        <div class="table" tabindex="0" role="region" aria-label="\(title)">\(table)</div></details></figure>
        """
    }
}
