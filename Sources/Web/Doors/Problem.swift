import HTTPTypes
import Hummingbird
import Kernel

/// What went wrong, as the one who asked is told (RFC 9457).
struct Problem {
    let status: HTTPResponse.Status
    /// Stable, for programs: `invalid`, `missing`.
    let code: String
    /// One sentence for a person.
    var detail: String
    var field: String?
    /// What is wrong with the field.
    var reason: String?
    var retryAfter: Int?
    /// The methods that the address takes.
    var allowed: String?

    static let ours = Problem(status: .internalServerError, code: "fault", detail: "Something went wrong on our side.")
}

extension Problem {
    init(_ failure: Failure) {
        detail = failure.description
        switch failure {
        case .invalid(let name, let why):
            (status, code) = (.unprocessableContent, "invalid")
            if !name.isEmpty { (field, reason) = (name, why) }
        case .missing: (status, code) = (.notFound, "missing")
        case .conflict: (status, code) = (.conflict, "conflict")
        case .forbidden: (status, code) = (.forbidden, "forbidden")
        case .unauthenticated: (status, code) = (.unauthorized, "unauthenticated")
        case .limited(let pause): (status, code, retryAfter) = (.tooManyRequests, "limited", max(1, Int(pause.components.seconds)))
        }
    }

    /// Nothing was done, and the same request may fare better in a moment.
    init(_ outage: Outage) {
        code = "unavailable"
        switch outage {
        case .diskFull:
            (status, detail, retryAfter) = (.init(code: 507, reasonPhrase: "Insufficient Storage"), "There is no room for more just now.", 60)
        case .databaseUnavailable: (status, detail, retryAfter) = (.serviceUnavailable, "The database does not answer just now.", 2)
        case .overloaded: (status, detail, retryAfter) = (.serviceUnavailable, "There is too much to do just now.", 2)
        }
    }

    /// What the HTTP library or a door itself refuses.
    init(_ error: HTTPError) {
        status = error.status
        detail = error.body ?? error.status.reasonPhrase
        retryAfter = error.headers[.retryAfter].flatMap { Int($0) }
        allowed = error.headers[.allow]
        switch error.status {
        case .notFound: (code, detail) = ("missing", "There is nothing here.")
        case .contentTooLarge: (code, detail) = ("too_large", "This is larger than we take.")
        case .unsupportedMediaType: (code, detail) = ("media_type", "This kind of content is not understood here.")
        case .serviceUnavailable: code = "unavailable"
        case .methodNotAllowed: (code, detail) = ("method", "This address does not take such requests.")
        case .badRequest: code = "malformed"
        default: code = error.status.code < 500 ? "refused" : "fault"
        }
    }
}

extension Problem {
    /// A program does not sign in: it brings a key.
    var forPrograms: Problem {
        guard status == .unauthorized else { return self }
        var problem = self
        problem.detail = "This needs a key that is known here: send it as “Authorization: Bearer KEY”. Settings › Sources and keys gives one."
        return problem
    }
}

// MARK: - As an answer

extension Problem {
    private struct Body: Encodable, Sendable {
        let type = "about:blank"
        let title: String
        let status: Int
        let detail: String
        let code: String
        let field: String?
        let request: String
    }

    func json(in context: Context) throws -> Response {
        let body = Body(title: status.reasonPhrase, status: status.code, detail: detail, code: code, field: field, request: context.id)
        var response = try JSON(body, status: status).response(in: context)
        response.headers[.contentType] = "application/problem+json"
        return completed(response)
    }

    func page(in context: Context) -> Response {
        completed(ProblemPage(problem: self, request: context.id, t: context.t).html.response(in: context, status: status))
    }

    private func completed(_ response: Response) -> Response {
        var response = response
        if let allowed { response.headers[.allow] = allowed }
        if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

/// An error as a page of its own. It asks nothing of the rest of the product, which may be what is broken.
struct ProblemPage: Markup {
    let problem: Problem
    let request: String
    let t: Texts

    var html: HTML {
        let title = problem.reason.map { "\(problem.field ?? ""): \(t.reason($0))" } ?? t.reason(problem.detail)
        let body: HTML = """
            <main id="main">\(EmptyState(.noResult, heading: title, t("web.problem.request", ["id": request]),
                action: LinkButton(t("web.problem.home"), href: "/").html))</main>
            """
        return Document(title: title, t: t, layout: .alone, body: body).html
    }
}
