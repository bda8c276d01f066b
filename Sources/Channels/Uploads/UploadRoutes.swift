import Foundation
import HTTPTypes
package import Hummingbird
package import Kernel
package import Web

/// `/settings/imports`: files by the browser, from being chosen to the result.
struct UploadRoutes: Routable {
    let uploads: UploadPart

    var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.manager), use: list)
            .post(access: .staff(.manager), body: .streamed, use: take)
            .get(":id", access: .staff(.manager), use: show)
            .put(":id", access: .staff(.manager), use: change)
            .delete(":id", access: .staff(.manager), use: remove)
            .post(":id/run", access: .staff(.manager), use: resume)
            .delete(":id/run", access: .staff(.manager), use: stop)
            .get(":id/events", access: .staff(.manager), use: events)
            .get(":id/rejected.csv", access: .staff(.manager), use: rejected)
    }

    static let path = "/settings/imports"

    func list(_ request: Request, _ context: Context) async throws -> Response { try await list(context, nil) }

    private func list(_ context: Context, _ refusal: String?, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let page = UploadListPage(t: context.t, seal: context.seal, files: try await uploads.list(at: context.now), refusal: refusal)
        return Page(page.title, at: .settings, status: status, content: page.html).response(in: context)
    }

    /// What cannot be imported is refused in one sentence, above the form.
    func take(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let staff = try context.staff.id
            let id = try await request.withUploads(in: context, upTo: UploadedFile.mostBytes, at: uploads.folder.prepared()) { _, brought in
                try await uploads.take(brought, by: staff, at: context.now)
            }
            return context.redirect(to: "\(Self.path)/\(id)")
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await list(context, failure.sentence(context.t), .unprocessableContent)
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await uploads.findRows(context.id())
        let standing = try await uploads.standing(of: file, at: context.now)
        guard standing != .open else { return try await plan(file, file.choices, context) }
        let page = UploadProgressPage(
            t: context.t, seal: context.seal, file: file, standing: standing,
            hasRejected: FileManager.default.fileExists(atPath: uploads.folder.rejectedPath(of: file)), words: .rows)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    private func plan(
        _ file: UploadedFile, _ choices: ReadingChoices, _ context: Context, refusal: Failure? = nil
    ) async throws -> Response {
        let look: Result<FileLook, Failure>
        do { look = .success(try await uploads.look(at: file, choices)) } catch let failure as Failure { look = .failure(failure) }
        let page = UploadPlanPage(
            t: context.t, seal: context.seal, file: file, choices: choices, look: look, refusal: refusal)
        let status: HTTPResponse.Status = refusal == nil ? .ok : .unprocessableContent
        return Page(page.title, at: .settings, status: status, content: page.html).response(in: context)
    }

    /// Keeps what was said and shows what would become of it; with `start` the import begins.
    func change(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await uploads.findRows(context.id())
        guard file.startedAt == nil else { throw Failure.conflict("The import of this file was started already.") }
        // What can no longer be read as it was said is said anew from nothing.
        let shown = try? await uploads.look(at: file).columns.map(\.name)
        var choices = ReadingChoices(context.form, columns: shown ?? [], keeping: file.choices)
        do {
            try choices.check(context.form)
            let look = try await uploads.look(at: file, choices.withoutColumns)
            choices.keepOnly(look.columns.map(\.name))
            if context.form.has("start") { _ = try await uploads.look(at: file, choices).plan.get() }
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await plan(file, choices, context, refusal: failure)
        }
        try await uploads.keep(choices, of: file)
        guard context.form.has("start") else { return context.redirect(to: "\(Self.path)/\(file.id)") }
        try await uploads.start(file, by: context.staff.id)
        return context.redirect(to: "\(Self.path)/\(file.id)", saying: context.t("imports.started"))
    }

    func resume(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await uploads.findRows(context.id())
        try await uploads.resume(file)
        return context.redirect(to: "\(Self.path)/\(file.id)", saying: context.t("imports.started"))
    }

    func stop(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await uploads.findRows(context.id())
        try await uploads.stop(file)
        return context.redirect(to: "\(Self.path)/\(file.id)", saying: context.t("imports.was_stopped"))
    }

    /// What runs is stopped first: its file must not go under its feet.
    func remove(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await uploads.findRows(context.id())
        let standing = try await uploads.standing(of: file, at: context.now)
        if standing == .running || standing == .waiting { throw Failure.conflict("This import is running: stop it first.") }
        try await uploads.remove(file)
        return context.redirect(to: Self.path, saying: context.t("imports.removed"))
    }

    /// That something has happened; the page then asks for itself.
    func events(_ request: Request, _ context: Context) async throws -> Response { try uploads.events(request, context) }
}

// MARK: - The rows that were not taken

extension UploadRoutes {
    func rejected(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await uploads.findRows(context.id())
        return try uploads.rejected(file)
    }
}

extension UploadPart {
    /// That something has happened with a file; the page then asks for itself.
    package func events(_ request: Request, _ context: Context) throws -> Response {
        let id = try context.id(of: UploadedFile.self)
        // Whoever comes is told at once: what happened since the page was made is seen then.
        return EventStream(request).response(missed: [UploadPart.progress], live: hub.listen(to: UploadPart.topic(id)))
    }

    /// The list of what was not taken of a file.
    ///
    /// - Throws: `missing`.
    package func rejected(_ file: UploadedFile) throws -> Response {
        guard let handle = FileHandle(forReadingAtPath: folder.rejectedPath(of: file)) else {
            throw Failure.missing("A list of rejected rows")
        }
        let name = "\(file.name).rejected.csv".addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "rejected.csv"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"rejected.csv\"; filename*=UTF-8''\(name)",
            ],
            body: .init { writer in
                defer { handle.closeFile() }
                while let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }
}

extension Failure {
    /// In the reader's language where it is one of those that are often met.
    package func sentence(_ t: Texts) -> String {
        guard case .invalid(let field, let reason) = self else { return t.reason(description) }
        return field.isEmpty ? t.reason(reason) : "\(field) \(t.reason(reason))"
    }
}
