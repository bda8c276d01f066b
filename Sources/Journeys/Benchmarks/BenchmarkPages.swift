import Kernel
import Statistics
import Web

/// Our recommendation beside that of others, and of our own staff.
struct BenchmarksPage {
    let t: Texts
    let seal: String
    let compared: [ComparedBenchmark]
    /// Of the last year.
    let now: WeightedNPS
    let state: FormState
    let mayEnter: Bool
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.benchmarks"), lead: HTML(escaping: t("journey.benchmark.lead"))))\
        \(JourneyTabs(t: t, current: .benchmarks, query: query))
        \(Section(t("journey.benchmark.own"), note: HTML(escaping: t("journey.benchmark.own.about")), content: own))
        \(section(.competitor))\(section(.staff))\(mayEnter ? Section(t("journey.benchmark.enter"), content: form) : nil)
        """
    }

    private var own: HTML { "<p>\(t.figure(now.estimate, t.points))</p>" }

    private func section(_ sort: Benchmark.Sort) -> Section {
        let rows = compared.filter { $0.benchmark.sort == sort }
        let content: HTML = rows.isEmpty ? "<p class=\"aside\">\(t("journey.benchmark.none"))</p>" : table(rows, sort)
        return Section(t("journey.benchmark.\(sort.rawValue)"), note: HTML(escaping: t("journey.benchmark.\(sort.rawValue).about")), content: content)
    }

    private func table(_ rows: [ComparedBenchmark], _ sort: Benchmark.Sort) -> HTML {
        Table(rows, caption: t("journey.benchmark.\(sort.rawValue)")) {
            Column(t("journey.benchmark.name")) { "\($0.benchmark.name)\(origin($0.benchmark))" }
            Column(t("journey.benchmark.days")) { HTML(escaping: "\(t.date($0.benchmark.first)) – \(t.date($0.benchmark.last))") }
            Column(sort == .staff ? "eNPS" : t("journey.benchmark.theirs"), isNumber: true) { theirs($0.benchmark) }
            // Staff answer another question than customers: nothing of ours stands against it.
            if sort == .competitor {
                Column(t("journey.benchmark.ours"), isNumber: true) { compared in
                    t.figure(compared.own.estimate) { t.change($0, digits: compared.benchmark.digits) }
                }
                Column(t("journey.benchmark.difference"), isNumber: true) { difference($0) }
            }
            if mayEnter { Column(t("web.key.actions")) { "\(edit($0.benchmark))\(removal($0.benchmark))" } }
        }.html
    }

    private func origin(_ benchmark: Benchmark) -> HTML? { benchmark.origin.isEmpty ? nil : " <span class=\"aside\">\(benchmark.origin)</span>" }

    private func theirs(_ benchmark: Benchmark) -> HTML {
        let score = t.change(benchmark.nps, digits: benchmark.digits)
        return "<b>\(score)</b>\(benchmark.answers.map { " <span class=\"aside\">n \(t.number($0))</span>" as HTML })"
    }

    private func difference(_ compared: ComparedBenchmark) -> HTML {
        guard let difference = compared.difference, let own = compared.own.estimate.value else { return "–" }
        let points = t.change(own, less: compared.benchmark.nps, digits: compared.benchmark.digits)
        let interval = "\(t.points(difference.interval.low)) … \(t.points(difference.interval.high))"
        let isNews = difference.p.map { $0 < 0.05 } ?? false
        return "\(points) <span class=\"aside\">\(interval)\(isNews ? nil : " · \(t("journey.benchmark.chance"))")</span>"
    }

    private func edit(_ benchmark: Benchmark) -> HTML {
        LinkButton(t("journey.benchmark.change"), href: "/journey/benchmarks/\(benchmark.id)", .quiet).html
    }

    private func removal(_ benchmark: Benchmark) -> HTML {
        PostButton(t("journey.benchmark.remove"), to: "/journey/benchmarks/\(benchmark.id)", method: .delete, seal: seal, .quiet).html
    }

    private var form: HTML { BenchmarkForm(t: t, state: state).posted(to: "/journey/benchmarks", seal: seal, t("journey.benchmark.add")) }
}

/// One that is changed.
struct BenchmarkPage {
    let t: Texts
    let seal: String
    let benchmark: Benchmark
    let state: FormState

    var title: String { t("journey.benchmark.edit") }

    var html: HTML {
        let crumbs = [Crumb(t("journey.tab.benchmarks"), "/journey/benchmarks")]
        let form = BenchmarkForm(t: t, state: state)
        return """
            \(PageHeader(title, lead: HTML(escaping: benchmark.name), crumbs: crumbs))\
            \(form.posted(to: "/journey/benchmarks/\(benchmark.id)", method: .put, seal: seal, t("journey.benchmark.save")))
            """
    }
}

/// What is said of a benchmark.
struct BenchmarkForm {
    let t: Texts
    let state: FormState

    func posted(to path: String, method: PostForm.Method = .post, seal: String, _ label: String) -> HTML {
        let sorts = Benchmark.Sort.allCases.map { Field.Option($0.rawValue, t("journey.benchmark.\($0.rawValue)")) }
        let fields: HTML = """
            <div class="fields">\(state.field("sort", t("journey.benchmark.sort"), .choice(sorts)))
            \(state.field("name", t("journey.benchmark.name"), isRequired: true))\(state.field("nps", "NPS", isRequired: true))
            \(state.field("answers", t("journey.benchmark.answers"), .number))\(state.field("from", t("web.period.from"), .date, isRequired: true))
            \(state.field("to", t("web.period.to"), .date, isRequired: true))\(state.field("origin", t("journey.benchmark.origin")))</div>
            \(state.error.map { "<p class=\"error\" role=\"alert\">\($0)</p>" as HTML })\(Button(label, .primary))
            """
        return PostForm(path, method: method, seal: seal, content: fields).html
    }
}
