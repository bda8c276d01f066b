import Channels
import Kernel
import Storage
import Web

/// What waits, runs, failed with its reason, and was done lately.
struct JobsPage {
    let t: Texts
    let seal: String
    let jobs: [Job.State: [Job]]
    let figures: JobFigures

    var title: String { t("jobs.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("jobs.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(isEmpty ? EmptyState(.firstUse, t("jobs.none"), t("jobs.none.about")).html : lists)
        """
    }

    private var isEmpty: Bool { jobs.values.allSatisfy(\.isEmpty) }
    private func list(_ state: Job.State) -> [Job] { jobs[state] ?? [] }
    private var settled: [Job] {
        (list(.done) + list(.dismissed)).sorted { ($0.settledAt ?? .distantPast, $0.id) > ($1.settledAt ?? .distantPast, $1.id) }
    }

    private var lists: HTML {
        """
        \(Tiles([
            Tile(t("jobs.running"), t.number(figures.running)), Tile(t("jobs.waiting"), t.number(figures.waiting)),
            Tile(t("jobs.failed"), t.number(figures.abandoned)),
        ]))
        \(list(.failed).isEmpty ? nil : Section(t("jobs.failed"), note: HTML(escaping: t("jobs.failed.about")), content: failed.html))
        \(list(.running).isEmpty ? nil : Section(t("jobs.running"), content: running.html))
        \(list(.waiting).isEmpty ? nil : Section(t("jobs.waiting"), content: waiting.html))
        \(settled.isEmpty ? nil : Section(t("jobs.done"), note: HTML(escaping: t("jobs.done.about")), content: done.html))
        """
    }

    private var failed: Table<Job> {
        Table(list(.failed), caption: t("jobs.failed")) {
            Column(t("jobs.job")) { name($0) }
            Column(t("jobs.reason")) { HTML(escaping: t.reason($0.fault ?? "")) }
            Column(t("jobs.attempts"), isNumber: true) { HTML(escaping: t.number($0.attempts)) }
            Column(t("jobs.when")) { job in job.abandonedAt.map { Moment(t, $0).html } ?? "–" }
            Column(t("jobs.actions")) { actions($0, t("jobs.retry"), t("jobs.dismiss")) }
        }
    }

    private var running: Table<Job> {
        Table(list(.running), caption: t("jobs.running")) {
            Column(t("jobs.job")) { name($0) }
            Column(t("jobs.progress")) { job in job.progress.map { Progress($0, label: t.percent($0)).html } ?? "–" }
            Column(t("jobs.attempts"), isNumber: true) { HTML(escaping: t.number($0.attempts)) }
            Column(t("jobs.actions")) { actions($0, nil, t("jobs.stop")) }
        }
    }

    private var waiting: Table<Job> {
        Table(list(.waiting), caption: t("jobs.waiting")) {
            Column(t("jobs.job")) { name($0) }
            Column(t("jobs.due")) { Moment(t, $0.dueAt).html }
            Column(t("jobs.attempts"), isNumber: true) { HTML(escaping: t.number($0.attempts)) }
            Column(t("jobs.reason")) { HTML(escaping: $0.fault.map { t.reason($0) } ?? "–") }
            Column(t("jobs.actions")) { actions($0, t("jobs.now"), t("jobs.dismiss")) }
        }
    }

    private var done: Table<Job> {
        Table(settled, caption: t("jobs.done")) {
            Column(t("jobs.job")) { name($0) }
            Column(t("jobs.outcome")) { job in
                job.finishedAt == nil ? Badge(t("jobs.let_go")).html : Badge(t("jobs.finished"), tone: .good).html
            }
            Column(t("jobs.when")) { job in job.settledAt.map { Moment(t, $0).html } ?? "–" }
        }
    }

    /// What it does, and on which file, where it is about one.
    private func name(_ job: Job) -> HTML {
        let key = "jobs.name.\(job.name)"
        let text = t.has(key) ? t(key) : job.name
        guard job.name == UploadedFile.jobName, job.finishedAt == nil else { return HTML(escaping: text) }
        return "<a href=\"\(url: "/settings/imports/\(job.payload)")\">\(text)</a>"
    }

    private func actions(_ job: Job, _ again: String?, _ away: String) -> HTML {
        let retry = again.map { PostButton($0, to: "/settings/jobs/\(job.id)/attempts", seal: seal, .quiet).html }
        return "<div class=\"actions\">\(retry)\(PostButton(away, to: "/settings/jobs/\(job.id)", method: .delete, seal: seal, .quiet))</div>"
    }
}

extension Job {
    fileprivate var settledAt: Instant? { finishedAt ?? dismissedAt }
}
