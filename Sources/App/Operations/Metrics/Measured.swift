import Hummingbird
import Kernel

/// Counts every request and takes its time, from its head to the head of the answer.
struct Measured<Next: HTTPResponder>: HTTPResponder {
    let figures: RequestFigures
    let next: Next

    func respond(to request: Request, context: Next.Context) async throws -> Response {
        let begun = ContinuousClock.now
        let response = try await next.respond(to: request, context: context)
        figures.add(.init(path: request.uri.path), status: response.status.code, seconds: Double((ContinuousClock.now - begun).microseconds) / 1e6)
        return response
    }
}
