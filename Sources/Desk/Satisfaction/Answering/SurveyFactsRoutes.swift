import Hummingbird
import Kernel
import Web

/// `/inbox/:number/satisfaction`: the question is handed over; somebody has looked after a low answer.
struct SurveyFactsRoutes: Routable {
    let surveys: SurveyAnswerStore

    var routes: RouteTable {
        RouteTable("/inbox/:number/satisfaction")
            .post(access: .staff(.agent), use: handOver)
            .put(access: .staff(.agent), use: look)
    }

    func handOver(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        try await surveys.handOver(in: number, at: context.now)
        return context.redirect(to: "/inbox/\(number)#satisfaction")
    }

    func look(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        try await surveys.look(into: number, by: context.staff, at: context.now)
        return context.redirect(to: "/inbox/\(number)", saying: context.t("csat.looked"))
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return number
    }
}
