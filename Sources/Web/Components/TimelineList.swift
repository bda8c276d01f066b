package import Kernel

/// The line of a customer as a list: newest first, a heading for each day, what is like its neighbours folded together.
package struct TimelineList: Markup {
    package struct Item: Sendable {
        let at: Instant
        let icon: Icon
        let title: HTML
        let detail: HTML?
        let tone: Tone
        /// Neighbours of the same day with an equal name are folded: `page_viewed`.
        let folding: String?

        package init(at: Instant, icon: Icon, title: HTML, detail: HTML? = nil, tone: Tone = .plain, folding: String? = nil) {
            self.at = at
            self.icon = icon
            self.title = title
            self.detail = detail
            self.tone = tone
            self.folding = folding
        }
    }

    let t: Texts
    let items: [Item]
    /// What a folded group says: the name it was folded by, and how many.
    let summary: (String, Int) -> String

    package init(_ t: Texts, _ items: [Item], summary: @escaping (String, Int) -> String = { "\($0) × \($1)" }) {
        self.t = t
        self.items = items
        self.summary = summary
    }

    package var html: HTML {
        var days = HTML.nothing
        for day in runs(of: items, by: { t.day(of: $0.at) }) {
            days += "<section><h3>\(day.first.map { t.longDate($0.at) })</h3><ol>\(runs(of: day, by: \.folding).map(group))</ol></section>"
        }
        return "<div class=\"timeline\">\(days)</div>"
    }

    private func group(_ items: [Item]) -> HTML {
        guard items.count > 2, let name = items.first?.folding else { return items.map(line).joined() }
        return """
            <li class="folded">\(items.first?.icon)<details><summary>\(summary(name, items.count))</summary><ol>\(items.map(line))</ol></details>\
            \(items.first.map { moment($0.at) })</li>
            """
    }

    private func line(_ item: Item) -> HTML {
        """
        <li class="\(item.tone.rawValue)">\(item.icon)<div><p class="what">\(item.title)</p>\
        \(item.detail.map { "<div class=\"detail\">\($0)</div>" as HTML })</div>\(moment(item.at))</li>
        """
    }

    private func moment(_ at: Instant) -> HTML { Moment(t, at, showing: .time).html }
}

/// A moment as the reader's clock has it, and exactly when pointed at.
package struct Moment: Markup {
    package enum Showing: Sendable { case time, date, ago, moment }

    let t: Texts
    let at: Instant
    let showing: Showing

    package init(_ t: Texts, _ at: Instant, showing: Showing = .ago) {
        self.t = t
        self.at = at
        self.showing = showing
    }

    package var html: HTML {
        let text =
            switch showing {
            case .time: t.time(at)
            case .date: t.date(at)
            case .ago: t.ago(at)
            case .moment: t.moment(at)
            }
        return "<time datetime=\"\(at.description)\" title=\"\(t.moment(at))\">\(text)</time>"
    }
}

/// Neighbours with an equal key together; a `nil` key keeps to itself.
private func runs<Element, Key: Equatable>(of elements: [Element], by key: (Element) -> Key?) -> [[Element]] {
    var runs: [[Element]] = []
    for element in elements {
        if let last = runs.last?.last, let mine = key(element), key(last) == mine {
            runs[runs.count - 1].append(element)
        } else {
            runs.append([element])
        }
    }
    return runs
}
