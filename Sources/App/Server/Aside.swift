import Hummingbird

/// Answers each request in a task of its own.
///
/// A task keeps the room that its deepest call has taken until it ends, and the task of a connection ends with the connection: a page that
/// listens for an hour would hold 50 kB that looking up who it is has needed once.
struct Aside<Next: HTTPResponder>: HTTPResponder where Next.Context: Sendable {
    let next: Next

    func respond(to request: Request, context: Next.Context) async throws -> Response {
        let answering = Task { try await next.respond(to: request, context: context) }
        return try await withTaskCancellationHandler {
            try await answering.value
        } onCancel: {
            answering.cancel()
        }
    }
}
