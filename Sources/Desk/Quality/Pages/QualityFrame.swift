import Kernel
import Web

/// The views of *Inbox › Quality*: each is a page of its own. Agents have but their own reviews.
enum QualityView: String, CaseIterable {
    case sample, reviews, calibration, figures, mine

    var path: String { self == .sample ? "/inbox/quality" : "/inbox/quality/\(rawValue)" }
}

struct QualityFrame {
    let t: Texts
    let view: QualityView
    let staff: Viewer
    var actions: [HTML] = []

    func html(_ content: HTML) -> HTML {
        let isLead = staff.role >= .manager
        let tabs = Tabs(
            t("desk.views"), QualityView.allCases.map { .init(t("quality.view.\($0.rawValue)"), href: $0.path, isCurrent: $0 == view) })
        let lead = HTML(escaping: t(isLead ? "quality.\(view.rawValue).about" : "quality.mine.about"))
        let card: [HTML] = isLead ? [LinkButton(t("quality.card"), href: "/settings/quality", .quiet).html] : []
        return """
            \(PageHeader(t("quality.title"), lead: lead, crumbs: [Crumb(t("desk.title"), "/inbox")], actions: actions + card))
            \(isLead ? tabs.html : nil)<div class="stack">\(content)</div>
            """
    }
}

extension Texts {
    func reason(_ reason: ReviewSample.Reason) -> String { self("quality.reason.\(reason.key)") }

    /// A score of 0…100 as a percentage.
    func score(_ score: Double?) -> String { score.map { percent($0 / 100) } ?? "–" }

    func mark(_ mark: Mark?) -> String {
        switch mark {
        case nil: self("quality.skipped")
        case .scale(let mark): self("quality.mark.of_five", ["mark": mark])
        case .pass(let passed): self(passed ? "quality.mark.yes" : "quality.mark.no")
        case .speed(let kept, let total): self("quality.mark.speed", ["kept": kept, "count": total])
        }
    }
}

extension QualityReview.State {
    var tone: Tone {
        switch self {
        case .given: .plain
        case .disputed: .warn
        case .upheld: .note
        case .changed: .good
        }
    }
}

/// A score in a word that can be seen from afar.
struct ScoreBadge: Markup {
    let t: Texts
    let review: QualityReview

    var html: HTML {
        guard review.card.terms.failed(review.marks).isEmpty else {
            return Badge("\(t.score(review.score)) · \(t("quality.failed"))", tone: .bad).html
        }
        return HTML(escaping: t.score(review.score))
    }
}
