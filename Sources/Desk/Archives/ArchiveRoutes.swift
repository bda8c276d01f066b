import Channels
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Timeline
import Web

/// `/settings/conversations`: conversations of other help desks and of mail in by a file, and all conversations out.
struct ArchiveRoutes: Routable {
    let line: Line
    let uploads: UploadPart
    let recording: SettingsChange.Recording

    var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.admin), use: list)
            .post(access: .staff(.admin), body: .streamed, use: take)
            .post("export", access: .staff(.admin), use: export)
            .get(":id", access: .staff(.admin), use: show)
            .put(":id", access: .staff(.admin), use: change)
            .delete(":id", access: .staff(.admin), use: remove)
            .post(":id/run", access: .staff(.admin), use: resume)
            .delete(":id/run", access: .staff(.admin), use: stop)
            .get(":id/events", access: .staff(.admin), use: events)
            .get(":id/rejected.csv", access: .staff(.admin), use: rejected)
    }

    static let path = "/settings/conversations"

    func list(_ request: Request, _ context: Context) async throws -> Response { try await list(context) }

    private func list(
        _ context: Context, refusal: String? = nil, state: FormState = FormState(["form": ExportForm.lines.rawValue]),
        _ status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let page = ArchiveListPage(
            t: context.t, seal: context.seal, files: try await uploads.archives(at: context.now),
            count: try await ConversationExportStore(line: line).count(), refusal: refusal, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html).response(in: context)
    }

    // MARK: - Out

    /// A form, since that it was asked for is noted.
    func export(_ request: Request, _ context: Context) async throws -> Response {
        let form = context.form
        let day = form["since"] ?? ""
        let since = Day(day)
        guard let what = ExportForm(rawValue: form["form"] ?? ""), day.isEmpty || since != nil else {
            let failure = Failure.invalid("since", "must be a day, such as 2026-11-22")
            return try await list(context, state: FormState(form, failure: failure), .unprocessableContent)
        }
        let store = ConversationExportStore(line: line, since: since?.start)
        try await store.note(what.rawValue, by: context.staff.id, recording)
        return .download(what.fileName, as: what == .lines ? "application/jsonl" : "text/csv; charset=utf-8") { try await what.write(store, to: $0) }
    }

    // MARK: - In

    /// What holds no conversations is refused in one sentence, above the form.
    func take(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let staff = try context.staff.id
            let id = try await request.withUploads(in: context, upTo: UploadedFile.mostBytes, at: uploads.place()) { _, brought in
                try await uploads.takeArchive(brought, by: staff, at: context.now) { path in
                    _ = try ArchiveImportStore.look(path, ArchiveOptions(), rules: line.rules, at: context.now)
                }
            }
            return context.redirect(to: "\(Self.path)/\(id)")
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await list(context, refusal: failure.sentence(context.t), .unprocessableContent)
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await find(context)
        let standing = try await uploads.standing(of: file, at: context.now)
        guard standing != .open else { return try await plan(file, file.choices.archive ?? .init(), context) }
        let page = UploadProgressPage(
            t: context.t, seal: context.seal, file: file, standing: standing,
            hasRejected: FileManager.default.fileExists(atPath: uploads.rejectedPath(of: file)), words: .archive)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    private func find(_ context: Context) async throws -> UploadedFile {
        let file = try await uploads.find(context.id())
        guard file.choices.archive != nil else { throw Failure.missing("This file") }
        return file
    }

    private func plan(_ file: UploadedFile, _ choice: ReadingChoices.Archive, _ context: Context) async throws -> Response {
        let own = try await ArchiveImportStore.ownAddresses(line)
        let look: Result<ArchiveLook, Failure>
        do {
            look = .success(
                try ArchiveImportStore.look(uploads.path(of: file), ArchiveOptions(choice), rules: line.rules, own: own, at: context.now))
        } catch let failure as Failure { look = .failure(uploads.plainly(failure, file.id)) }
        let page = ArchivePlanPage(t: context.t, seal: context.seal, file: file, choice: choice, look: look)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    /// Keeps what was said and shows what would become of it; with `start` the import begins.
    func change(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await find(context)
        guard file.startedAt == nil else { throw Failure.conflict("The import of this file was started already.") }
        var choices = file.choices
        choices.archive = .init(
            format: ArchiveFormat(rawValue: context.form["format"] ?? "")?.rawValue,
            own: (context.form["own"] ?? "").split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { $0.lowercased() })
        try await uploads.keep(choices, of: file)
        guard context.form.has("start") else { return context.redirect(to: "\(Self.path)/\(file.id)") }
        try await uploads.start(file, by: context.staff.id)
        return context.redirect(to: "\(Self.path)/\(file.id)", saying: context.t("imports.started"))
    }

    func resume(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await find(context)
        try await uploads.resume(file)
        return context.redirect(to: "\(Self.path)/\(file.id)", saying: context.t("imports.started"))
    }

    func stop(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await find(context)
        try await uploads.stop(file)
        return context.redirect(to: "\(Self.path)/\(file.id)", saying: context.t("imports.was_stopped"))
    }

    /// What runs is stopped first: its file must not go under its feet.
    func remove(_ request: Request, _ context: Context) async throws -> Response {
        let file = try await find(context)
        let standing = try await uploads.standing(of: file, at: context.now)
        if standing == .running || standing == .waiting { throw Failure.conflict("This import is running: stop it first.") }
        try await uploads.remove(file)
        return context.redirect(to: Self.path, saying: context.t("imports.removed"))
    }

    /// That something has happened; the page then asks for itself.
    func events(_ request: Request, _ context: Context) async throws -> Response { try uploads.events(request, context) }

    func rejected(_ request: Request, _ context: Context) async throws -> Response { try uploads.rejected(try await find(context)) }
}

/// As what conversations go out.
enum ExportForm: String, CaseIterable {
    case lines = "jsonl"
    case conversations = "conversations.csv"
    case messages = "messages.csv"

    var fileName: String { self == .lines ? "conversations.jsonl" : rawValue }

    func write(_ store: ConversationExportStore, to write: ConversationExportStore.Write) async throws {
        switch self {
        case .lines: try await store.lines(write)
        case .conversations: try await store.table(.conversations, write)
        case .messages: try await store.table(.messages, write)
        }
    }
}
