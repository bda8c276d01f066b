import Kernel
import Statistics
import Web

/// Reviews in a table.
struct ReviewTable: Markup {
    let t: Texts
    let reviews: [QualityReview]
    let caption: String

    static let mostShown = 200

    var html: HTML {
        let table = Table(Array(reviews.prefix(Self.mostShown)), caption: caption) {
            Column(t("quality.review")) { review in
                "<div class=\"mail\"><a href=\"\(url: review.path)\">#\("\(review.conversation)")</a><small>\(review.note)</small></div>"
            }
            Column(t("quality.agent")) { HTML(escaping: $0.agentName) }
            Column(t("quality.reviewer")) { HTML(escaping: $0.reviewerName) }
            Column(t("quality.iqs"), isNumber: true) { ScoreBadge(t: t, review: $0).html }
            Column(t("quality.state")) { Badge(t("quality.state.\($0.state.rawValue)"), tone: $0.state.tone).html }
            Column(t("quality.reason")) { HTML(escaping: t.reason($0.reason)) }
            Column(t("quality.given")) { Moment(t, $0.at).html }
        }
        let more: HTML? = reviews.count > Self.mostShown ? "<p>\(t("desk.report.more", ["count": reviews.count - Self.mostShown]))</p>" : nil
        return "\(table)\(more)"
    }
}

/// All reviews of some days, or those behind a figure.
struct ReviewsPage {
    let t: Texts
    let staff: Viewer
    let reviews: [QualityReview]
    /// What they are narrowed to, in words.
    let narrowed: [String]
    let query: Query

    var html: HTML {
        let csv = LinkButton(t("desk.report.csv"), href: "/inbox/quality/reviews.csv" + query.text, .quiet).html
        let all = "/inbox/quality/reviews" + query.keeping("period", "from", "to").text
        let said: HTML? =
            narrowed.isEmpty ? nil : "<p>\(narrowed.joined(separator: " · ")) · <a href=\"\(url: all)\">\(t("desk.report.promised.all"))</a></p>"
        let empty = EmptyState(.noResult, t("quality.reviews.none"), t("quality.reviews.none.hint")).html
        return QualityFrame(t: t, view: .reviews, staff: staff, actions: [csv]).html(
            "\(said)\(reviews.isEmpty ? empty : ReviewTable(t: t, reviews: reviews, caption: t("quality.view.reviews")).html)")
    }
}

/// What colleagues thought of the reader's own work.
struct MyReviewsPage {
    let t: Texts
    let staff: Viewer
    let reviews: [QualityReview]

    var html: HTML {
        let group = QualityFigures.Group(reviews)
        let tiles = Tiles([
            Tile(
                t("quality.iqs"), t.score(group.mean), detail: t(group.n < 30 ? "desk.report.too_few" : "desk.report.of", ["n": group.n]),
                definition: t("quality.iqs.definition")),
            Tile(t("quality.failed.reviews"), t.number(group.failed), definition: t("quality.failed.definition")),
            Tile(t("quality.disputed"), t.number(group.disputed), detail: t("quality.changed.count", ["count": group.changed])),
        ])
        let empty = EmptyState(.noResult, t("quality.mine.none"), t("quality.mine.none.hint")).html
        let notes = Table(Array(reviews.prefix(ReviewTable.mostShown)), caption: t("quality.view.mine")) {
            Column(t("quality.review")) { "<a href=\"\(url: $0.path)\">#\("\($0.conversation)")</a>" }
            Column(t("quality.iqs"), isNumber: true) { ScoreBadge(t: t, review: $0).html }
            Column(t("quality.note")) { "<span class=\"words\">\($0.note.isEmpty ? "–" : $0.note)</span>" }
            Column(t("quality.state")) { Badge(t("quality.state.\($0.state.rawValue)"), tone: $0.state.tone).html }
            Column(t("quality.reviewer")) { HTML(escaping: $0.reviewerName) }
            Column(t("quality.given")) { Moment(t, $0.at).html }
        }
        return QualityFrame(t: t, view: .mine, staff: staff).html(reviews.isEmpty ? empty : "\(tiles)\(notes)")
    }
}

/// Reviews that wait for a second one, and how far reviewers think alike.
struct CalibrationPage {
    let t: Texts
    let staff: Viewer
    /// All reviews that count, or wait, and the second ones.
    let reviews: [QualityReview]
    /// Conversations in which the reader has a part.
    let involved: Set<Int64>

    private var waiting: [QualityReview] { reviews.filter { $0.awaitsSecond } }
    private var pairs: [Calibration] {
        let firsts = Dictionary(uniqueKeysWithValues: reviews.map { ($0.id, $0) })
        return reviews.compactMap { second in second.secondOf.flatMap { firsts[$0] }.map { Calibration(first: $0, second: second) } }
    }

    var html: HTML {
        QualityFrame(t: t, view: .calibration, staff: staff).html(
            waiting.isEmpty && pairs.isEmpty
                ? EmptyState(.firstUse, t("quality.calibration.none"), t("quality.calibration.none.hint")).html
                : "\(waiting.isEmpty ? nil : open)\(pairs.isEmpty ? nil : agreement)")
    }

    private var open: HTML {
        let table = Table(waiting, caption: t("quality.second.open")) {
            Column(t("desk.conversation")) { "#\("\($0.conversation)")" }
            Column(t("quality.agent")) { HTML(escaping: $0.agentName) }
            Column(t("quality.reviewer")) { HTML(escaping: $0.reviewerName) }
            Column(t("quality.given")) { Moment(t, $0.at).html }
            Column(t("quality.second")) { review in
                if review.reviewer == staff.id { return "<a href=\"\(url: review.path)\">\(t("quality.second.mine"))</a>" }
                guard review.agent != staff.id, !involved.contains(review.conversation) else { return HTML(escaping: t("quality.second.involved")) }
                return "<a href=\"\(url: "/inbox/\(review.conversation)/review")\">\(t("quality.second.give"))</a>"
            }
        }
        return Section(t("quality.second.open"), note: HTML(escaping: t("quality.second.open.about")), content: table.html).html
    }

    private var agreement: HTML {
        let agreement = Agreement(pairs)
        let months = Table(agreement.byMonth.reversed(), caption: t("quality.agreement.months")) {
            Column(t("quality.month")) { HTML(escaping: t.date($0.month)) }
            Column(t("quality.pairs"), isNumber: true) { HTML(escaping: t.number($0.pairs)) }
            Column(t("quality.agreement")) { HTML(escaping: share($0.alike)) }
            Column(t("quality.difference"), isNumber: true) { row in HTML(escaping: row.meanDifference.map { t.number($0, digits: 0) } ?? "–") }
        }
        let criteria = Table(agreement.byCriterion, caption: t("quality.agreement.criteria")) {
            Column(t("quality.criterion")) { HTML(escaping: $0.criterion.name(t)) }
            Column(t("quality.agreement")) { HTML(escaping: share($0.alike)) }
        }
        let all = Table(pairs, caption: t("quality.calibration")) {
            Column(t("desk.conversation")) { "<a href=\"\(url: $0.first.path)\">#\("\($0.first.conversation)")</a>" }
            Column(t("quality.agent")) { HTML(escaping: $0.first.agentName) }
            Column(t("quality.reviewers")) { HTML(escaping: "\($0.first.reviewerName), \($0.second.reviewerName)") }
            Column(t("quality.iqs"), isNumber: true) {
                HTML(escaping: "\(t.score($0.first.card.terms.score($0.first.given))) / \(t.score($0.second.score))")
            }
            Column(t("quality.difference"), isNumber: true) { pair in HTML(escaping: pair.difference.map { t.change($0, digits: 0) } ?? "–") }
        }
        let told: HTML = "<div class=\"stack\">\(months)\(criteria)</div>"
        return """
            \(Section(t("quality.agreement"), note: HTML(escaping: t("quality.agreement.about")), content: told))
            \(Section(t("quality.calibration"), content: all.html))
            """
    }

    private func share(_ share: Proportion) -> String {
        guard let value = share.share else { return "–" }
        return t("quality.agreement.of", ["share": t.percent(value), "count": share.count, "n": share.total])
    }
}
