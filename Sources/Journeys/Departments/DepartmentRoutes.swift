import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/departments`
struct DepartmentRoutes: Routable {
    let store: JourneyStore
    let insights: InsightStore

    var routes: RouteTable {
        RouteTable("/journey/departments")
            .get(access: .staff(.viewer), use: list)
            .get("departments.csv", access: .staff(.viewer), use: sheet)
            .get(":key", access: .staff(.viewer), use: show)
    }

    private func board(_ context: Context) async throws -> Measured<InsightBoard> {
        try await store.board(try await insights.all(), StakeChoice(context.query), at: context.now)
    }

    private func measured(_ context: Context) async throws -> (departments: Measured<Departments>, board: InsightBoard) {
        let (board, catalogue) = (try await board(context).answer, store.line.catalogue)
        let findings = board.told.map(\.finding) + (try await lasting(besides: board, context))
        let departments = try await store.lately(findings, context.journeyScope, at: context.now) {
            try await Departments($0.line, findings, catalogue, $0.filter)
        }
        return (departments, board)
    }

    /// What is met by more or fewer than before since a day of the last year, to this day, and is not told otherwise.
    private func lasting(besides board: InsightBoard, _ context: Context) async throws -> [Finding] {
        let known = board.told.map(\.finding) + board.dismissed.map(\.finding)
        let since = context.now.day.adding(days: -EpisodeSection.days)
        let incidents = try await store.episodes(at: context.now).answer.flatMap(\.incidents).filter { $0.until == nil && $0.from > since }
        return incidents.map { Finding($0) }.filter { finding in !known.contains { $0.isAbout(finding) } }
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.departments, store) {
            let departments = try await measured(context).departments
            let content = DepartmentsPage(t: context.t, departments: departments.answer, query: context.query).html
            return try await context.journeyPage(context.t("journey.tab.departments"), store, measured: departments.at, content)
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.departments, store) {
            let (departments, board) = try await measured(context)
            let key = context.parameter("key")
            guard let department = departments.answer.all.first(where: { $0.key == key }) else { throw Failure.missing("This department") }
            let shown = DepartmentPage(
                t: context.t, department: department, departments: departments.answer, board: board, choice: try StakeChoice(context.query),
                segments: try await store.segments(), catalogue: store.line.catalogue, query: context.query)
            return try await context.journeyPage(shown.title, store, measured: departments.at, shown.html)
        }
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("departments.csv", DepartmentsCSV(departments: try await measured(context).departments.answer).text)
    }
}
