import Foundation
import Kernel
import Language
import Web

/// What stands around each page of a visitor: no sign-in, little to load, four languages.
struct BookFrame {
    let t: Texts
    let title: String
    /// The page again, in another language.
    let link: BookLink
    /// Where the zone was not chosen: the one that stands in for it.
    var assumedZone: String?
    let content: HTML

    var html: HTML {
        let zone: HTML = "\(attribute: "data-zone", assumedZone)"
        return VisitorFrame(
            t, title: title, style: "book.css", script: "book.js", attribute: zone, content: content,
            footer: "<footer><nav aria-label=\"\(t("web.language"))\">\(languages)</nav></footer>"
        ).html
    }

    private var languages: [HTML] {
        ReaderLanguage.allCases.map { language in
            """
            <a href="\(url: link.with { $0.language = language }.text)" lang="\(language.tag)" hreflang="\(language.tag)"\
            \(attribute: "aria-current", language == t.language ? "true" : nil)>\(language.name)</a>
            """
        }
    }
}

/// An address of these pages, with what was chosen on them.
struct BookLink: Sendable {
    var path: String
    var language: ReaderLanguage
    /// As it was chosen.
    var zone: String?
    /// The time that was chosen, and from when on times are shown.
    var at: Instant?
    var from: Instant?
    /// That an appointment is to be moved.
    var moves = false

    var text: String {
        var pairs = ["lang=\(language.rawValue)"]
        if let zone { pairs.append("zone=\(zone.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed)?.replacing("+", with: "%2B") ?? "")") }
        if moves { pairs.append("move=1") }
        if let from { pairs.append("from=\(from)") }
        if let at { pairs.append("at=\(at)") }
        return "\(path)?\(pairs.joined(separator: "&"))"
    }

    func with(_ change: (inout BookLink) -> Void) -> BookLink {
        var link = self
        change(&link)
        return link
    }
}

/// The times of a kind that are free, by days of the visitor.
struct FreeTimesList {
    let t: Texts
    let link: BookLink
    let zone: String
    var times: [Instant]
    /// Behind the last that is shown.
    let more: Instant?
    /// Of the company, where the visitor has not chosen one.
    let isAssumed: Bool

    /// So many are shown at once.
    static let most = 120
    static let mostDays = 7

    /// Those of the first days, and the first behind them.
    static func page(_ times: [Instant], _ t: Texts) -> (shown: [Instant], more: Instant?) {
        var days: Set<Day> = []
        for (place, time) in times.enumerated() {
            days.insert(t.day(of: time))
            if days.count > mostDays || place == most { return (Array(times[..<place]), time) }
        }
        return (times, nil)
    }

    var html: HTML {
        """
        \(zones)\(days)<p class="more">\(link.from == nil ? nil : anchor(link.with { $0.from = nil }, t("book.first")))\
        \(more.map { more in anchor(link.with { $0.from = more }, t("book.later")) })</p>
        """
    }

    private func anchor(_ link: BookLink, _ text: String) -> HTML { "<a href=\"\(url: link.text)\">\(text)</a>" }

    private var days: HTML {
        guard !times.isEmpty else { return "<p class=\"problem\">\(t("book.none"))</p>" }
        var (html, day, items): (HTML, Instant?, [HTML]) = (.nothing, nil, [])
        // When clocks are put back, a time comes twice: then it says which of them it is.
        var labels: [String: Int] = [:]
        for time in times { labels["\(t.date(time)) \(t.time(time))", default: 0] += 1 }
        func close() {
            guard let day else { return }
            html += "<section><h2>\(t.longDate(day))</h2><ul class=\"times\">\(items)</ul></section>"
        }
        for time in times {
            if let open = day, t.day(of: open) != t.day(of: time) {
                close()
                items = []
            }
            if items.isEmpty { day = time }
            let offset: HTML? = labels["\(t.date(time)) \(t.time(time))"] == 2 ? " <small>\(Self.offset(time, t))</small>" : nil
            items.append("<li><a href=\"\(url: link.with { $0.at = time }.text)\">\(t.time(time))\(offset)</a></li>")
        }
        close()
        return html
    }

    /// `UTC+2`
    private static func offset(_ time: Instant, _ t: Texts) -> String {
        let minutes = t.timeZone.secondsFromGMT(for: time.date) / 60
        let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
        return "UTC\(minutes < 0 ? "−" : "+")\(hours)" + (rest == 0 ? "" : ":\(rest)")
    }

    private var zones: HTML {
        let options = Self.known(with: zone).map { "<option\(flag: "selected", $0 == zone)>\($0)</option>" as HTML }
        let hidden: [HTML] = [
            "<input type=\"hidden\" name=\"lang\" value=\"\(link.language.rawValue)\">",
            link.moves ? "<input type=\"hidden\" name=\"move\" value=\"1\">" : .nothing,
        ]
        return """
            <form class="zone" action="\(url: link.path)"><div class="field"><label for="zone">\(t("book.zone"))</label>\
            <select id="zone" name="zone">\(options)</select></div>\(hidden)<button class="quiet">\(t("book.zone.set"))</button>\
            \(isAssumed ? "<p class=\"hint\">\(t("book.zone.assumed", ["zone": zone]))</p>" : nil)</form>
            """
    }

    /// Zones that are named after a place, and the one that was chosen.
    static func known(with zone: String) -> [String] {
        let parts: Set<Substring> = ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
        let named = TimeZone.knownTimeZoneIdentifiers.filter { name in
            name.split(separator: "/").first.map(parts.contains) == true && name.contains("/")
        }
        return (Set(named).union([zone, "UTC"])).sorted()
    }
}
