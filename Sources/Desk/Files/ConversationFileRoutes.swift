import Hummingbird
import Kernel
import Web

/// `/inbox/files/:id`: a file of a conversation, to be saved; of a picture also to be seen.
struct ConversationFileRoutes: Routable {
    let files: ConversationFileStore

    var routes: RouteTable {
        RouteTable("/inbox/files/:id")
            .get(access: .staff(.viewer), use: save)
            .get("picture", access: .staff(.viewer), use: show)
    }

    func save(_ request: Request, _ context: Context) async throws -> Response {
        let (file, content) = try await files.file(context.id())
        return .file(file.name, content)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let (file, content) = try await files.file(context.id())
        guard file.isPicture, FileKind(of: content)?.type == file.type else { throw Failure.missing("This picture") }
        return .file(file.name, content, shownAs: file.type)
    }
}
