import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox/quality`: what is to be reviewed, what was, and what that comes to.
struct QualityRoutes: Routable {
    let reviews: ReviewStore
    let sample: ReviewSampleStore
    let figures: QualityFiguresStore

    var routes: RouteTable {
        RouteTable("/inbox/quality")
            .get(access: .staff(.agent), use: begin)
            .get("reviews", access: .staff(.manager), use: list)
            .get("reviews.csv", access: .staff(.manager), use: export)
            .get("mine", access: .staff(.agent), use: mine)
            .get("calibration", access: .staff(.manager), use: calibration)
            .get("figures", access: .staff(.manager), use: told)
    }

    /// What is to be reviewed; agents have their own reviews there.
    func begin(_ request: Request, _ context: Context) async throws -> Page {
        let staff = try context.staff
        guard staff.role >= .manager else { return try await mine(request, context) }
        let list = try await sample.list(for: staff.id, at: context.now)
        return page(SamplePage(t: context.t, staff: staff, list: list, reason: context.query["reason"]).html, context)
    }

    func mine(_ request: Request, _ context: Context) async throws -> Page {
        let staff = try context.staff
        let own = try await reviews.list(.init(agent: staff.id)).filter { $0.secondOf == nil && $0.isVisible(to: staff) }
        return page(MyReviewsPage(t: context.t, staff: staff, reviews: own).html, context)
    }

    // MARK: - All of some days

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let staff = try context.staff
        let all = try await within(context)
        let wanted = ReviewFilter(context.query)
        let content = ReviewsPage(
            t: context.t, staff: staff, reviews: all.filter { wanted.holds(for: $0) }, narrowed: wanted.words(among: all, context.t),
            query: context.query)
        return page(content.html, context, scope: Page.Scope(period: context.period))
    }

    func export(_ request: Request, _ context: Context) async throws -> SheetFile {
        let wanted = ReviewFilter(context.query)
        return SheetFile("reviews.csv", ReviewCSV(t: context.t, reviews: try await within(context).filter { wanted.holds(for: $0) }).text)
    }

    /// Those that the reader may see.
    private func within(_ context: Context) async throws -> [QualityReview] {
        let staff = try context.staff
        return try await figures.reviews(of: context.period, in: context.timeZone).filter { $0.isVisible(to: staff) }
    }

    func told(_ request: Request, _ context: Context) async throws -> Page {
        let figures = try await figures.figures(of: context.period, in: context.timeZone)
        let content = QualityFiguresPage(t: context.t, staff: try context.staff, figures: figures, query: context.query)
        return page(content.html, context, scope: Page.Scope(period: context.period))
    }

    func calibration(_ request: Request, _ context: Context) async throws -> Page {
        let staff = try context.staff
        let all = try await reviews.list(.init())
        let waiting = all.filter(\.awaitsSecond).map(\.conversation)
        let content = CalibrationPage(
            t: context.t, staff: staff, reviews: all, involved: try await sample.involved(staff.id, in: waiting, at: context.now))
        return page(content.html, context)
    }

    private func page(_ content: HTML, _ context: Context, scope: Page.Scope? = nil) -> Page {
        Page(context.t("quality.title"), at: .inbox, scope: scope, content: content)
    }
}

/// What the list of reviews is narrowed to, so that each figure leads to those behind it.
struct ReviewFilter {
    let agent: ID<Viewer>?
    let criterion: String?
    let reason: String?
    /// A state, `failed` or `contested`.
    let state: String?

    init(_ query: Query) { (agent, criterion, reason, state) = (query.id("agent"), query["criterion"], query["reason"], query["state"]) }

    /// Where nothing is asked for, second ones too; behind a figure only what is in figures.
    func holds(for review: QualityReview) -> Bool {
        let isAsked = agent != nil || criterion != nil || reason != nil || state != nil
        guard !isAsked || review.counts else { return false }
        return (agent == nil || review.agent == agent) && (criterion == nil || review.marks[criterion ?? ""] != nil)
            && (reason == nil || review.reason.key == reason) && isStanding(review)
    }

    private func isStanding(_ review: QualityReview) -> Bool {
        switch state {
        case nil: true
        case "failed": !review.card.terms.failed(review.marks).isEmpty
        case "contested": review.state != .given
        default: review.state.rawValue == state
        }
    }

    func words(among reviews: [QualityReview], _ t: Texts) -> [String] {
        let name = reviews.lazy.filter { $0.agent == agent }.first?.agentName
        let asked = reviews.lazy.flatMap(\.card.terms.criteria).first { $0.key == criterion }?.name(t)
        let standing = state.flatMap { state -> String? in
            switch state {
            case "failed": t("quality.failed.reviews")
            case "contested": t("quality.disputed")
            default: QualityReview.State(rawValue: state).map { t("quality.state.\($0.rawValue)") }
            }
        }
        return [agent == nil ? nil : name ?? "–", criterion == nil ? nil : asked ?? "–", reason.map { t.reason(.init(key: $0)) }, standing]
            .compactMap(\.self)
    }
}
