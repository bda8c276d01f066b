import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOHTTP1

/// Turns what was thrown into an answer, in one place. Faults of ours are logged here, once, and shown as ours.
struct Failures: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let failure as Failure {
            return try answer(Problem(failure), request, context)
        } catch let error as HTTPError {
            return try answer(Problem(error), request, context)
        } catch let outage as Outage {
            context.logger.error("outage", metadata: ["path": "\(context.endpointPath ?? "unknown")", "outage": "\(outage)"])
            return try answer(Problem(outage), request, context)
        } catch let error as HTTPParserError {
            // The client broke off or did not speak HTTP; the server closes the connection.
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            context.logger.error("fault", metadata: ["path": "\(context.endpointPath ?? "unknown")", "error": "\(String(reflecting: error))"])
            return try answer(.ours, request, context)
        }
    }

    private func answer(_ problem: Problem, _ request: Request, _ context: Context) throws -> Response {
        if context.speaksJSON { return try problem.forPrograms.json(in: context) }
        if problem.status == .unauthorized, request.method == .get { return signIn(context) }
        return problem.page(in: context)
    }

    private func signIn(_ context: Context) -> Response {
        .redirect(to: "/sign-in" + Query(["to": context.path + context.query.text]).text, type: .normal)
    }
}

extension Context {
    /// Programs get problems as JSON, people as pages.
    var speaksJSON: Bool { path.hasPrefix("/api/") || path.hasPrefix("/v1/") }
}
