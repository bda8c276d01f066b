import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/sources`, `/settings/keys`: who sends, and the keys of programs.
struct SourceRoutes: Routable {
    let keys: AccessKeyStore
    let ring: KeyRing
    let sources: @Sendable () async throws -> [SourceSummary]

    var routes: RouteTable {
        RouteTable("/settings")
            .get("sources", access: .staff(.admin), use: list)
            .post("sources", access: .staff(.admin), use: addSource)
            .post("sources/:source/keys", access: .staff(.admin), use: addKey)
            .post("keys", access: .staff(.admin), use: issue)
            .get("keys/:id/revocation", access: .staff(.admin), use: askToRevoke)
            .delete("keys/:id", access: .staff(.admin), use: revoke)
    }

    func list(_ request: Request, _ context: Context) async throws -> Response { try await page(context) }

    func addSource(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let name = try name("source", context)
            return show(try await keys.issue(forNewSource: name, by: context.staff), .write, name, context)
        } catch let failure as Failure {
            return try await page(context, source: FormState(context.form, failure: failure.about("source")))
        }
    }

    /// A further key, so that one can be exchanged without a gap.
    func addKey(_ request: Request, _ context: Context) async throws -> Response {
        guard let number = Int64(context.parameter("source")), let source = try await sources().first(where: { $0.id == number && $0.takesKeys })
        else { throw Failure.missing("This source") }
        return show(try await keys.issue(forSource: source.id, name: source.name, by: context.staff), .write, source.name, context)
    }

    func issue(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let (name, scope) = (try name("key", context), try context.form.choice("scope", of: IssuedKey.Scope.self))
            try Failure.require(scope != .write, "scope", "must be one of the choices")
            return show(try await keys.issue(scope, name: name, by: context.staff), scope, name, context)
        } catch let failure as Failure {
            return try await page(context, key: FormState(context.form, failure: failure.about("key")))
        }
    }

    func askToRevoke(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<AccessKey> = try context.id()
        guard let key = try await keys.list().first(where: { $0.id == id && $0.revokedAt == nil }) else { throw Failure.missing("This key") }
        let page = RevocationPage(t: context.t, seal: context.seal, key: key)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    func revoke(_ request: Request, _ context: Context) async throws -> Response {
        try await keys.revoke(context.id(), by: context.staff)
        ring.forget()
        return context.redirect(to: "/settings/sources", saying: context.t("access.keys.revoked"))
    }

    private func name(_ field: String, _ context: Context) throws -> String {
        let name = String(String.UnicodeScalarView(context.form[field].unicodeScalars.filter { $0.properties.generalCategory != .control }))
        try Failure.require(!name.isEmpty && name.unicodeScalars.count <= 100, field, context.t("access.fault.name_missing"))
        return name
    }

    /// Answered at once rather than after a redirect: nobody can show this key again.
    private func show(_ secret: KeySecret, _ scope: IssuedKey.Scope, _ name: String, _ context: Context) -> Response {
        let page = NewKeyPage(t: context.t, secret: secret.text, scope: scope, name: name, site: context.front.site.origin)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    private func page(_ context: Context, source: FormState = FormState(), key: FormState = FormState(["scope": "read"])) async throws -> Response {
        let page = SourcesPage(
            t: context.t, seal: context.seal, sources: try await sources(), keys: try await keys.list(), newSource: source, newKey: key)
        let isFine = source.errors.isEmpty && key.errors.isEmpty
        return Page(page.title, at: .settings, status: isFine ? .ok : .unprocessableContent, content: page.html).response(in: context)
    }
}

extension Failure {
    /// Said at the field of the form, where it does not name one itself.
    fileprivate func about(_ field: String) -> Failure {
        if case .invalid = self { return self }
        return .invalid(field, description)
    }
}
