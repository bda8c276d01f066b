import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/teams`
struct TeamRoutes: Routable {
    let store: TeamStore
    let members: MemberStore
    let presence: PresenceStore
    let settings: TeamSettingsStore

    var routes: RouteTable {
        RouteTable("/settings/teams")
            .get(access: .staff(.manager), use: list)
            .post(access: .staff(.manager), use: add)
            .put(access: .staff(.manager), use: setAway)
            .get("new", access: .staff(.manager), use: begin)
            .get(":key", access: .staff(.manager), use: show)
            .put(":key", access: .staff(.manager), use: change)
            .put(":key/shelf", access: .staff(.manager), use: putAway)
            .post(":key/members", access: .staff(.manager), use: addMember)
            .put(":key/members/:staff", access: .staff(.manager), use: setMember)
            .delete(":key/members/:staff", access: .staff(.manager), use: removeMember)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let overview = try await settings.overview(at: context.now)
        return list(overview, FormState(["away_after": "\(overview.awayAfter)"]), context)
    }

    private func list(
        _ overview: TeamSettingsStore.Overview, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) -> Page {
        let page = TeamsPage(t: context.t, seal: context.seal, overview: overview, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }

    func setAway(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await presence.setAwayAfter(minutes: context.form.int("away_after", AgentPresence.awayAfterRange), by: context.staff.id)
            return context.redirect(to: "/settings/teams", saying: context.t("desk.done"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            let overview = try await settings.overview(at: context.now)
            return try list(overview, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page {
        var usual = Team(key: "", name: "")
        usual.giving = .inTurn
        return try await page(nil, FormState(TeamForm.fields(usual)), context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let whole = try await settings.whole(context.parameter("key"))
        return try await page(whole, FormState(TeamForm.fields(whole.team)), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response { try await save(nil, context) }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        try await save(settings.whole(context.parameter("key")), context)
    }

    /// Puts it away, or brings it back.
    func putAway(_ request: Request, _ context: Context) async throws -> Response {
        let isPutAway = context.form["away"] == "yes"
        try await store.putAway(store.find(context.parameter("key")), isPutAway, by: context.staff.id)
        return context.redirect(to: "/settings/teams", saying: context.t(isPutAway ? "team.put_away.done" : "team.bring_back.done"))
    }

    // MARK: - Members

    func addMember(_ request: Request, _ context: Context) async throws -> Response {
        let key = context.parameter("key")
        try await members.add(context.form.id("member"), to: key, by: context.staff.id)
        return context.redirect(to: "/settings/teams/\(key)", saying: context.t("desk.done"))
    }

    func setMember(_ request: Request, _ context: Context) async throws -> Response {
        let (key, form) = (context.parameter("key"), context.form)
        let staff: ID<Viewer> = try context.id("staff")
        do {
            let skills = DeskAgent.skills(try form.text("skills", 0...DeskAgent.longestSkills))
            try await members.set(staff, capacity: form.int("capacity", DeskAgent.capacities), skills: skills, by: context.staff.id)
            return context.redirect(to: "/settings/teams/\(key)", saying: context.t("desk.done"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            let whole = try await settings.whole(key)
            let faulty = (staff: staff.description, state: FormState(form, failure: failure))
            return try await page(whole, FormState(TeamForm.fields(whole.team)), context, .unprocessableContent, faulty).response(in: context)
        }
    }

    func removeMember(_ request: Request, _ context: Context) async throws -> Response {
        let key = context.parameter("key")
        try await members.remove(context.id("staff"), from: key, by: context.staff.id)
        return context.redirect(to: "/settings/teams/\(key)", saying: context.t("desk.done"))
    }

    // MARK: - Parts

    private func save(_ whole: TeamSettingsStore.Whole?, _ context: Context) async throws -> Response {
        do {
            let draft = try TeamForm.team(context.form, await settings.choices(), key: whole?.team.key ?? "")
            let key = try await store.save(whole?.team.key, draft, by: context.staff.id)
            return context.redirect(to: whole == nil ? "/settings/teams/\(key)" : "/settings/teams", saying: context.t("team.saved"))
        } catch let failure as Failure {
            let state = FormState(context.form, failure: failure)
            switch failure {
            case .invalid: return try await page(whole, state, context, .unprocessableContent).response(in: context)
            case .conflict: return try await page(whole, state, context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    private func page(
        _ whole: TeamSettingsStore.Whole?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok,
        _ memberState: (staff: String, state: FormState)? = nil
    ) async throws -> Page {
        let page = TeamPage(
            t: context.t, seal: context.seal, whole: whole, choices: try await settings.choices(), state: state, memberState: memberState)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
