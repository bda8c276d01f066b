import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox/:number/review`, where a review is given, and `/inbox/quality/:id`, where it stands.
struct ReviewRoutes: Routable {
    let reviews: ReviewStore
    let mails: ConversationMailStore

    var routes: RouteTable {
        RouteTable("/inbox")
            .get(":number/review", access: .staff(.manager), use: begin)
            .post(":number/review", access: .staff(.manager), use: give)
            .get("quality/:id", access: .staff(.agent), use: show)
            .post("quality/:id/dispute", access: .staff(.agent), use: dispute)
            .post("quality/:id/decision", access: .staff(.manager), use: decide)
            .delete("quality/:id/second", access: .staff(.manager), use: withdraw)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Response { try await form(FormState(), context) }

    func give(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        let subject = try await reviews.subject(number, for: context.staff, at: context.now)
        do {
            let draft = try ReviewDraft(context.form, on: subject.card)
            let id = try await reviews.give(draft, for: number, by: context.staff, at: context.now)
            return context.redirect(to: "/inbox/quality/\(id)", saying: context.t("quality.review.done"))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return try await form(FormState(context.form, failure: failure), context, .unprocessableContent)
            case .conflict: return try await form(FormState(context.form, failure: failure), context, .conflict)
            default: throw failure
            }
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let review = try await reviews.find(context.id(), for: context.staff)
        return try await page(review, nil, context)
    }

    func dispute(_ request: Request, _ context: Context) async throws -> Response {
        let review = try await reviews.find(context.id(), for: context.staff)
        return try await doing(review, context, saying: "quality.dispute.done") {
            try await reviews.dispute(review.id, saying: context.form.text("text", 1...ReviewDraft.longest), by: context.staff, at: context.now)
        }
    }

    func decide(_ request: Request, _ context: Context) async throws -> Response {
        let review = try await reviews.find(context.id(), for: context.staff)
        return try await doing(review, context, saying: "quality.decision.done") {
            let text = try context.form.text("text", 1...ReviewDraft.longest)
            let marks = context.form["do"] == "change" ? try ReviewDraft(context.form, on: review.card).marks : nil
            try await reviews.decide(review.id, marks, saying: text, by: context.staff, at: context.now)
        }
    }

    func withdraw(_ request: Request, _ context: Context) async throws -> Response {
        let review = try await reviews.find(context.id(), for: context.staff)
        try await reviews.withdrawSecond(review.id, by: context.staff)
        return context.redirect(to: review.path, saying: context.t("quality.second.withdrawn"))
    }

    // MARK: - Pages

    private func doing(_ review: QualityReview, _ context: Context, saying text: String, _ act: () async throws -> Void) async throws -> Response {
        do {
            try await act()
            return context.redirect(to: review.path, saying: context.t(text))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return try await page(review, FormState(context.form, failure: failure), context, .unprocessableContent)
            case .conflict: return try await page(review, FormState(context.form, failure: failure), context, .conflict)
            default: throw failure
            }
        }
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return number
    }

    private func form(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let number = try number(context)
        let subject = try await reviews.subject(number, for: context.staff, at: context.now)
        let page = ReviewFormPage(t: context.t, seal: context.seal, subject: subject, mails: try await mails.mails(in: number), state: state)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }

    private func page(_ review: QualityReview, _ state: FormState?, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response
    {
        let staff = try context.staff
        let page = ReviewPage(
            t: context.t, seal: context.seal, review: review, calibration: try await reviews.calibration(of: review, for: staff), staff: staff,
            state: state ?? FormState(ReviewDraft.fields(review.marks, review.card)))
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }
}
