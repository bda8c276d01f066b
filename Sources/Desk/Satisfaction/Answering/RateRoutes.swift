import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/rate/:token`: where customers answer. No cookie is looked at; what opens the page is the token in its address. Looking stores nothing, since
/// scanners of mail look at every link.
struct RateRoutes: Routable {
    let surveys: SurveyAnswerStore
    /// Answers of one question.
    private let limiter = RateLimiter(20, per: .minutes(1))

    init(surveys: SurveyAnswerStore) { self.surveys = surveys }

    var routes: RouteTable {
        RouteTable("/rate/:token")
            .get(access: .anySite) { request, context in try await told(context) { try await show(context) } }
            .post(access: .anySite, body: .upTo(2_000)) { request, context in try await told(context) { try await answer(context) } }
            .post("words", access: .anySite, body: .upTo(50_000)) { request, context in try await told(context) { try await explain(context) } }
    }

    func show(_ context: Context) async throws -> Response {
        let opened = try await surveys.open(context.parameter("token"))
        let wish: RatePage.Step? = context.query.choice("step")
        let step: RatePage.Step =
            switch opened.survey.standing(at: context.now) {
            case .unanswered: .scale
            case .changeable: wish ?? (context.query.int("answer") == nil ? .thanks : .scale)
            case .settled, .expired: .closed
            }
        return page(opened, step, context) { $0.chosen = context.query.int("answer").flatMap { Survey.scores.contains($0) ? $0 : nil } }
    }

    func answer(_ context: Context) async throws -> Response {
        let opened = try await surveys.open(context.parameter("token"))
        try limiter.take("\(opened.survey.id)", at: context.now)
        guard let score = Int(context.form["answer"]), Survey.scores.contains(score) else {
            let t = texts(opened, context)
            return page(opened, .scale, context, .unprocessableContent) { $0.problem = t("rate.choose") }
        }
        try await surveys.answer(opened.survey.id, score, at: context.now)
        return onward(to: .words, opened, context)
    }

    func explain(_ context: Context) async throws -> Response {
        let opened = try await surveys.open(context.parameter("token"))
        try limiter.take("\(opened.survey.id)", at: context.now)
        let (form, t) = (context.form, texts(opened, context))
        do {
            let comment = try form.text("comment", 0...SurveyAnswerStore.longestComment)
            try Failure.require(!comment.utf8.contains(0), "comment", "must not contain the character U+0000")
            try await surveys.explain(opened.survey.id, form.all("reason"), comment, at: context.now)
        } catch Failure.invalid {
            return page(opened, .words, context, .unprocessableContent) { page in
                page.problem = t("rate.too_long", ["most": SurveyAnswerStore.longestComment])
                page.comment = form["comment"]
            }
        }
        return onward(to: .thanks, opened, context)
    }

    // MARK: - Parts

    private func page(
        _ opened: SurveyAnswerStore.Opened, _ step: RatePage.Step, _ context: Context, _ status: HTTPResponse.Status = .ok,
        filled: (inout RatePage) -> Void = { _ in }
    ) -> Response {
        var page = RatePage(
            t: texts(opened, context), path: "/rate/\(context.parameter("token"))", opened: opened, step: step,
            isKiosk: context.query["kiosk"] != nil)
        filled(&page)
        return page.html.response(in: context, status: status)
    }

    /// Sent again by “reload”, nothing is answered twice.
    private func onward(to step: RatePage.Step, _ opened: SurveyAnswerStore.Opened, _ context: Context) -> Response {
        let kiosk = context.query["kiosk"] == nil ? "" : "&kiosk=1"
        return context.redirect(
            to: "/rate/\(context.parameter("token"))?lang=\(texts(opened, context).language.rawValue)\(kiosk)&step=\(step.rawValue)")
    }

    /// In the customer's language; where nobody knows it, in the browser's.
    private func texts(_ opened: SurveyAnswerStore.Opened, _ context: Context) -> Texts {
        let asked = context.query["lang"].flatMap(ReaderLanguage.init(rawValue:))
        let language = asked ?? ReaderLanguage(rawValue: opened.survey.language) ?? context.language
        return Texts(language, timeZone: context.timeZone, now: context.now)
    }

    /// What opens nothing, or comes too late, is one sentence.
    private func told(_ context: Context, _ act: () async throws -> Response) async throws -> Response {
        do { return try await act() } catch Failure.missing {
            return RateUnknownPage(t: context.t).html.response(in: context, status: .notFound)
        } catch Failure.conflict {
            return page(try await surveys.open(context.parameter("token")), .closed, context, .conflict)
        }
    }
}
