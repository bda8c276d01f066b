import Hummingbird
import Kernel
import Web

/// `/settings`
struct SettingsRoutes: Routable {
    let sections: [SettingsSection]

    var routes: RouteTable { RouteTable("/settings").get(access: .staff(.viewer), use: show) }

    func show(_ request: Request, _ context: Context) throws -> Response {
        let role = try context.staff.role
        let page = SettingsPage(t: context.t, sections: (Self.own + sections).filter { role >= $0.role })
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    private static let own = [
        SettingsSection(path: "/profile", text: "access.profile", icon: .person, role: .viewer),
        SettingsSection(path: "/settings/people", text: "access.people", icon: .customers, role: .admin),
        SettingsSection(path: "/settings/sources", text: "access.sources", icon: .key, role: .admin),
        SettingsSection(path: "/settings/changes", text: "access.changes", icon: .clock, role: .admin),
    ]
}
