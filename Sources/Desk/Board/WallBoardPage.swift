import Analytics
import Kernel
import Statistics
import Web

/// One page for a screen on the wall: a few figures that are read from afar, and nothing else.
struct WallBoardPage {
    let t: Texts
    let board: WallBoard

    /// So many names at most.
    private static let mostPeople = 24
    private static let mostTeams = 10

    var title: String { board.team.map { t("board.title_of", ["team": $0.name]) } ?? t("board.title") }

    private var path: String { "/inbox/board" + query.text }
    private var query: Query { Query(["team": board.team?.key]) }

    var html: HTML {
        LivePart(
            "wall", on: "inbox there", from: "/inbox/board/live?after=\(board.newestEntry)", at: path, isMinutely: true,
            content: """
                <header class="wall-head"><h1>\(title)</h1><p>\(t("board.as_of", ["time": t.time(t.now)]))</p></header>
                <div class="wall-figures">\(now)</div><div class="wall-figures today">\(today)</div>
                <div class="wall-lists">\(teams)\(people)</div>\(foot)
                """
        ).html
    }

    // MARK: - Figures

    private func figure(_ name: String, _ value: String, _ detail: String, href: String? = nil, tone: Tone = .plain) -> HTML {
        let shown: HTML = if let href { "<a href=\"\(url: href)\">\(value)</a>" } else { HTML(escaping: value) }
        // As large as there is room for.
        let size: HTML? = value.count > 4 ? " long" : nil
        return """
            <article class="wall-figure \(tone.rawValue)"><h2>\(name)</h2><p class="figure\(size)">\(shown)</p>\
            <p class="detail">\(detail)</p></article>
            """
    }

    private var now: HTML {
        let due = InboxAddress(view: .due, team: board.team?.key).path
        let open = InboxAddress(view: .open, team: board.team?.key).path
        let longest = board.since.map { t.span(t.now.duration(since: $0)) }
        return """
            \(figure(t("board.waiting"), t.number(board.waiting), t("board.waiting.about"), href: open))\
            \(figure(t("board.longest"), longest ?? "–", longest == nil ? t("board.longest.none") : t("board.longest.about"), href: open))\
            \(figure(t("board.due"), t.number(board.due), t("board.due.about"), href: due, tone: board.due > 0 ? .warn : .plain))\
            \(figure(t("board.late"), t.number(board.late), t(board.late > 0 ? "board.late.about" : "board.late.none"), href: due,
                tone: board.late > 0 ? .bad : .good))
            """
    }

    private var today: HTML {
        let (first, kept, answers) = (board.today.firstResponse, board.today.kept, board.today.satisfaction)
        func behind(_ narrowing: ServiceReport.Narrowing) -> String {
            let day = t.today.description
            return narrowing.address(Query(["from": day, "to": day, "team": board.team?.key]))
        }
        let spread = first.map { t("board.first.detail", ["p90": t.span($0.business.p90), "n": $0.business.n]) } ?? t("board.none_today")
        let promised = kept.total > 0 ? t("desk.report.of", ["n": kept.total]) : t("board.none_today")
        let asked = answers.mean.map { t("board.csat.detail", ["mean": t.number($0, digits: 1), "n": answers.n]) } ?? t("board.none_today")
        return """
            \(figure(t("board.first"), first.map { t.span($0.business.median) } ?? "–", spread,
                href: first.map { _ in behind(.figure(.first)) }))\
            \(figure(t("board.kept"), kept.share.map { t.percent($0, digits: 0) } ?? "–", promised,
                href: kept.total > 0 ? behind(.promised(.firstResponse)) : nil))\
            \(figure(t("board.csat"), answers.topTwo.share.map { t.percent($0, digits: 0) } ?? "–", asked))
            """
    }

    // MARK: - Who has what

    private var teams: HTML? {
        let loads = board.open.prefix(Self.mostTeams)
        guard !loads.isEmpty else { return nil }
        let rows = loads.map { load -> HTML in
            let name = load.team?.name ?? t("board.no_team")
            let shown: HTML =
                if let team = load.team { "<a href=\"\(url: InboxAddress(team: team.key).path)\">\(name)</a>" } else { HTML(escaping: name) }
            return """
                <tr><th scope="row">\(shown)</th><td class="number">\(t.number(load.open))</td>\
                <td class="number">\(t.number(load.unassigned))</td></tr>
                """
        }
        return """
            <section><h2>\(t("board.open"))</h2><table><thead><tr><th scope="col">\(t("team.one"))</th>\
            <th scope="col" class="number">\(t("board.open.count"))</th>\
            <th scope="col" class="number">\(t("board.open.unassigned"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var people: HTML {
        let items = board.people.prefix(Self.mostPeople).map { person -> HTML in
            let has: HTML? = person.state == .away ? nil : " · \(t("board.person.open", ["count": person.open]))"
            return """
                <li class="state-\(person.state.key)"><i aria-hidden="true"></i><b>\(person.name)</b> \
                <span>\(t("team.state.\(person.state.key)"))\(has)</span></li>
                """
        }
        let more = board.people.count - items.count
        let rest: HTML? = more > 0 ? "<li>\(t("board.people.more", ["count": more]))</li>" : nil
        let list: HTML = items.isEmpty ? "<p class=\"detail\">\(t("board.people.none"))</p>" : "<ul>\(items)\(rest)</ul>"
        return "<section><h2>\(t("team.board"))</h2>\(list)</section>"
    }

    private var foot: HTML {
        let all: HTML = "<a href=\"/inbox/board\"\(attribute: "aria-current", board.team == nil ? "page" : nil)>\(t("board.all"))</a>"
        let teams = board.teams.map { team -> HTML in
            let path = "/inbox/board" + Query(["team": team.key]).text
            return "<a href=\"\(url: path)\"\(attribute: "aria-current", team == board.team ? "page" : nil)>\(team.name)</a>"
        }
        let definitions = ["waiting", "due", "first", "kept", "csat"].map { name in
            (name: t("board.\(name)"), value: HTML(escaping: t("board.\(name).definition")))
        }
        return """
            <footer class="wall-foot"><nav aria-label="\(t("team.title"))">\
            <a href="/inbox">\(t("desk.title"))</a>\(teams.isEmpty ? nil : all)\(teams)\
            </nav><details><summary>\(t("desk.report.definitions"))</summary>\(KeyValues(definitions))</details></footer>
            """
    }
}
