import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/kiosk/:token`: a device at the desk asks how it was, and goes back to the question by itself; or the visitor's own phone does, once.
struct ShopKioskRoutes: Routable {
    let desks: ShopDeskStore
    let visits: ShopVisitStore
    let ratings: ShopRatingStore
    private let limiter = RateLimiter(30, per: .minutes(1))

    init(desks: ShopDeskStore, visits: ShopVisitStore, ratings: ShopRatingStore) {
        (self.desks, self.visits, self.ratings) = (desks, visits, ratings)
    }

    /// Seconds until the question is back.
    static let thanksTime = 5

    var routes: RouteTable {
        RouteTable("/kiosk/:token")
            .get(access: .anySite, use: ask)
            .post(access: .anySite, body: .upTo(2_000), use: answer)
    }

    func ask(_ request: Request, _ context: Context) async throws -> Response {
        let desk = try await desks.find(token: context.parameter("token"))
        let isThanks = context.query["step"] == "thanks"
        var response = page(desk, isThanks: isThanks, nil, context).response(in: context)
        if isThanks, isDevice(context), let name = HTTPField.Name("Refresh") { response.headers[name] = "\(Self.thanksTime);url=\(desk.kioskPath)" }
        return response
    }

    func answer(_ request: Request, _ context: Context) async throws -> Response {
        let desk = try await desks.find(token: context.parameter("token"))
        do {
            try limiter.take("\(desk.id)", at: context.now)
            guard let score = Int(context.form["answer"]), Survey.scores.contains(score) else {
                return page(desk, isThanks: false, texts(context)("rate.choose"), context).response(in: context, status: .unprocessableContent)
            }
            let visit = context.query["visit"]
            let theirs: ShopVisit? = if let visit, !visit.isEmpty { try await visits.find(token: visit) } else { nil }
            try await ratings.take(
                score, once: context.form.text("once", 8...64), at: desk, of: theirs?.desk == desk.id ? theirs : nil, isDevice: isDevice(context),
                now: context.now)
        } catch Failure.limited {
            return page(desk, isThanks: false, texts(context)("shop.limited.kiosk"), context).response(in: context, status: .tooManyRequests)
        }
        let (lang, own) = (texts(context).language.rawValue, isDevice(context) ? "" : "&own=1")
        return context.redirect(to: "\(desk.kioskPath)?lang=\(lang)\(own)&step=thanks")
    }

    /// A device that goes from one to the next, and not somebody's own.
    private func isDevice(_ context: Context) -> Bool { context.query["own"] == nil && context.query["visit"] == nil }

    private func texts(_ context: Context) -> Texts {
        let language = context.query["lang"].flatMap(ReaderLanguage.init(rawValue:)) ?? context.language
        return Texts(language, timeZone: context.timeZone, now: context.now)
    }

    private func page(_ desk: ShopDesk, isThanks: Bool, _ problem: String?, _ context: Context) -> HTML {
        ShopKioskPage(
            t: texts(context), desk: desk, isThanks: isThanks, isDevice: isDevice(context), visit: context.query["visit"], once: context.id,
            problem: problem
        ).html
    }
}

struct ShopKioskPage {
    let t: Texts
    let desk: ShopDesk
    let isThanks: Bool
    let isDevice: Bool
    let visit: String?
    let once: String
    let problem: String?

    var html: HTML {
        RateFrame(
            t: t, title: t("shop.question"), isKiosk: isDevice, assets: Assets.embedded,
            content: "<p class=\"who\">\([desk.name, desk.place].filter { !$0.isEmpty }.joined(separator: " · "))</p>\(isThanks ? thanks : question)"
        ).html
    }

    private var thanks: HTML {
        let back: HTML? = isDevice ? "<p class=\"more\"><a href=\"\(url: desk.kioskPath)\">\(t("shop.next_person"))</a></p>" : nil
        return "<h1 role=\"status\">\(t("rate.thanks.all"))</h1>\(back)"
    }

    private var question: HTML {
        let faces = Survey.scores.map { score -> HTML in
            """
            <button class="s\("\(score)")" name="answer" value="\("\(score)")">\(Face(score: score))<b>\("\(score)")</b>\
            <span>\(t("csat.answer.\(score)"))</span></button>
            """
        }
        let languages = ReaderLanguage.allCases.map { language -> HTML in
            "<a href=\"\(url: desk.kioskPath + query(language))\" lang=\"\(language.tag)\">\(language.name)</a>"
        }
        return """
            \(problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" as HTML })\
            <form method="post" action="\(url: desk.kioskPath + query(t.language))"><h1>\(t("shop.question"))</h1>\
            <input type="hidden" name="once" value="\(once)"><div class="scale touch">\(faces)</div></form>\
            <p class="more">\(languages)</p>
            """
    }

    private func query(_ language: ReaderLanguage) -> String {
        "?lang=\(language.rawValue)" + (isDevice ? "" : visit.map { "&visit=\($0)" } ?? "&own=1")
    }
}
