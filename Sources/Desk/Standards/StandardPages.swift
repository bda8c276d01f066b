import Kernel
import Web

/// All standards, and how far they are.
struct StandardsPage {
    let t: Texts
    let seal: String
    let rows: [StandardStore.Row]
    /// Whether the reader sets standards.
    let mayEdit: Bool

    var title: String { t("standards.title") }
    private var inUse: [StandardStore.Row] { rows.filter { $0.standard.putAwayAt == nil } }
    private var putAway: [StandardStore.Row] { rows.filter { $0.standard.putAwayAt != nil } }
    private var missing: Int { StarterStandard.allCases.count - Set(rows.compactMap(\.standard.starter)).count }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("standards.about")), crumbs: [Crumb(t("desk.title"), "/inbox")], actions: actions))
        \(inUse.isEmpty ? empty : list)\(away)
        """
    }

    private var actions: [HTML] {
        let csv = LinkButton(t("desk.report.csv"), href: "/inbox/standards/standards.csv", .quiet).html
        let add = LinkButton(t("standards.add"), href: "/inbox/standards/new", inUse.isEmpty ? .usual : .primary, icon: .plus).html
        return (rows.isEmpty ? [] : [csv]) + (mayEdit ? [add] : [])
    }

    private var list: HTML {
        "<div class=\"stack\">\(progress)\(table(inUse, t("standards.title")))\(mayEdit && missing > 0 ? starters : nil)</div>"
    }

    private var empty: HTML {
        EmptyState(
            .firstUse, t("standards.none"), t(mayEdit ? "standards.none.hint" : "standards.none.agent"),
            action: mayEdit && missing > 0 ? takeOver(.primary) : nil
        ).html
    }

    private var starters: HTML {
        Section(t("standards.starters"), note: HTML(escaping: t("standards.starters.about", ["count": missing])), content: takeOver(.usual)).html
    }

    private func takeOver(_ emphasis: Emphasis) -> HTML {
        PostButton(t("standards.take_over", ["count": missing]), to: "/inbox/standards/starters", seal: seal, emphasis, swaps: false).html
    }

    // MARK: - How far they are

    private var progress: HTML {
        let met = count(.met)
        let overdue = inUse.filter { $0.standard.isOverdue(on: t.today) }.count
        let tiles = [
            Tile(t("standards.status.met"), t.number(met), detail: t("desk.report.of", ["n": inUse.count])),
            Tile(t("standards.status.in_progress"), t.number(count(.inProgress))), Tile(t("standards.status.not_begun"), t.number(count(.notBegun))),
            Tile(t("standards.overdue"), t.number(overdue), detail: t("standards.overdue.about")),
        ]
        return "\(Progress(Double(met) / Double(inUse.count), label: t("standards.progress", ["met": met, "count": inUse.count])))\(Tiles(tiles))"
    }

    private func count(_ status: ServiceStandard.Status) -> Int { inUse.filter { $0.standard.state.status == status }.count }

    private func table(_ rows: [StandardStore.Row], _ caption: String) -> Table<StandardStore.Row> {
        Table(rows, caption: caption) {
            Column(t("standards.standard")) { row in
                let words = row.standard.words(t)
                let name: HTML = "<a href=\"\(url: row.standard.path)\">\(words.name)</a>"
                return "<div class=\"mail whole roomy\">\(name)<small>\(words.how)</small></div>"
            }
            Column(t("standards.status")) { StandardBadge(t: t, status: $0.standard.state.status).html }
            Column(t("standards.owner")) { HTML(escaping: $0.ownerName ?? "–") }
            Column(t("standards.evidence")) { evidence($0) }
            Column(t("standards.review")) { ReviewDay(t: t, standard: $0.standard).html }
        }
    }

    private func evidence(_ row: StandardStore.Row) -> HTML {
        guard let last = row.lastEvidenceAt else { return "–" }
        return "\(row.evidence) · \(Moment(t, last))"
    }

    private var away: HTML? {
        guard !putAway.isEmpty else { return nil }
        let links = putAway.map { "<li><a href=\"\(url: $0.standard.path)\">\($0.standard.words(t).name)</a></li>" as HTML }
        return "<details><summary>\(t("standards.put_away.count", ["count": putAway.count]))</summary><ul>\(links)</ul></details>"
    }
}

/// How far a standard is, in a word.
struct StandardBadge: Markup {
    let t: Texts
    let status: ServiceStandard.Status

    var html: HTML { Badge(t("standards.status.\(status.rawValue)"), tone: status.tone).html }
}

/// When a standard is looked at next, and whether that is over.
struct ReviewDay: Markup {
    let t: Texts
    let standard: ServiceStandard

    var html: HTML {
        guard let day = standard.state.reviewOn else { return "–" }
        let late: HTML? = standard.isOverdue(on: t.today) ? " \(Badge(t("standards.late"), tone: .bad))" : nil
        return "\(t.date(day))\(late)"
    }
}
