import Hummingbird
import Kernel
import Storage
import Web

/// `/settings/jobs`: what is done later, and what became of it.
struct JobRoutes: Routable {
    let database: any Database
    let bell: Bell
    private let store = JobStore()

    var routes: RouteTable {
        RouteTable("/settings/jobs")
            .get(access: .staff(.admin), use: list)
            .post(":id/attempts", access: .staff(.admin), use: retry)
            .delete(":id", access: .staff(.admin), use: dismiss)
    }

    init(database: any Database, bell: Bell) { (self.database, self.bell) = (database, bell) }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let now = context.now
        let (jobs, figures) = try await database.read { [store] reading in
            var jobs: [Job.State: [Job]] = [:]
            for state in Job.State.allCases { jobs[state] = try store.list(state, at: now, reading) }
            return (jobs, try store.figures(at: now, reading))
        }
        let page = JobsPage(t: context.t, seal: context.seal, jobs: jobs, figures: figures)
        return Page(page.title, at: .settings, content: page.html)
    }

    func retry(_ request: Request, _ context: Context) async throws -> Response {
        let id = try context.id(of: Job.self)
        try await database.write { [store] in try store.retry(id, in: $0) }
        bell.ring()
        return context.redirect(to: "/settings/jobs", saying: context.t("jobs.retried"))
    }

    func dismiss(_ request: Request, _ context: Context) async throws -> Response {
        let id = try context.id(of: Job.self)
        try await database.write { [store] in try store.dismiss(id, in: $0) }
        return context.redirect(to: "/settings/jobs", saying: context.t("jobs.dismissed"))
    }
}
