import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/departments`
struct DepartmentRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey/departments")
            .get(access: .staff(.viewer), use: list)
            .get("departments.csv", access: .staff(.viewer), use: sheet)
            .get(":key", access: .staff(.viewer), use: show)
    }

    private func measured(_ context: Context) async throws -> Departments {
        let (findings, catalogue) = (try await store.lately(at: context.now), store.line.catalogue)
        return try await store.answer(findings, context.journeyScope, at: context.now) {
            try await Departments($0.line, findings, catalogue, $0.filter)
        }
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.departments, store) {
            let content = DepartmentsPage(t: context.t, departments: try await measured(context), query: context.query).html
            return try await context.journeyPage(context.t("journey.tab.departments"), store, content)
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.departments, store) {
            let departments = try await measured(context)
            guard let department = departments.all.first(where: { $0.key == context.parameter("key") }) else {
                throw Failure.missing("This department")
            }
            let shown = DepartmentPage(
                t: context.t, department: department, departments: departments, catalogue: store.line.catalogue, query: context.query)
            return try await context.journeyPage(shown.title, store, shown.html)
        }
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("departments.csv", DepartmentsCSV(departments: try await measured(context)).text)
    }
}
