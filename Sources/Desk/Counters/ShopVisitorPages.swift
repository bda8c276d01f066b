import Kernel
import Web

/// Where a visitor takes a number.
struct ShopDeskPage {
    let t: Texts
    let seal: String
    let desk: ShopDesk
    let ahead: Int
    let wait: ShopWait?
    let state: FormState
    let once: String

    var html: HTML {
        """
        <section class="sheet turn"><h1>\(desk.name)</h1><p class="lead">\(facts)</p>
        \(ShopOutlook(t: t, ahead: ahead, wait: wait))\(state.error.map { Callout(HTML(escaping: $0), tone: .warn, isLive: true) })
        \(PostForm(desk.path, seal: seal, content: fields))</section>
        """
    }

    private var facts: String { [desk.place, desk.hours].filter { !$0.isEmpty }.joined(separator: " · ") }

    private var fields: HTML {
        """
        <div class="form"><input type="hidden" name="once" value="\(once)">\
        <div hidden><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>\
        \(Button(t("shop.take"), .primary))\
        <details\(flag: "open", !state.errors.isEmpty)><summary>\(t("shop.more"))</summary><div class="form">\
        \(state.field("name", t("shop.name"), autocomplete: "name"))\
        \(state.field("email", t("shop.email"), .email, autocomplete: "email"))\
        \(state.field("about", t("shop.about_what")))</div></details></div>
        """
    }
}

/// How many wait, and how long that may take; where nobody can tell, it says so.
struct ShopOutlook: Markup {
    let t: Texts
    let ahead: Int
    let wait: ShopWait?

    var html: HTML {
        let time = wait.map { t("shop.wait", ["time": t.span(rounded($0.expected)), "n": $0.n]) } ?? t("shop.wait.unknown")
        return "<p><b>\(t("shop.ahead", ["count": ahead]))</b><br><span class=\"aside\">\(time)</span></p>"
    }

    /// Nobody knows it to the second.
    private func rounded(_ duration: Duration) -> Duration { .seconds(max(1, (duration.components.seconds + 59) / 60) * 60) }
}

/// Whose turn it is, as the visitor with one number sees it.
struct ShopTurnPage {
    let t: Texts
    let seal: String
    let desk: ShopDesk
    let visit: ShopVisit
    let ahead: Int
    let wait: ShopWait?

    var title: String { "\(desk.label(visit.number)) · \(desk.name)" }

    var html: HTML {
        LivePart("turn", on: "visit", from: visit.state.isOpen ? "/turn/\(visit.token)/live" : nil, content: content).html
    }

    private var content: HTML {
        """
        <section class="sheet turn"><h1>\(t("shop.your_number"))</h1>
        <p class="turn-number">\(desk.label(visit.number))</p><div role="status" aria-live="assertive"><p class="lead">\(words)</p></div>
        \(visit.state == .waiting ? ShopOutlook(t: t, ahead: ahead, wait: wait).html : nil)\(further)
        <p class="aside">\([desk.name, desk.place].filter { !$0.isEmpty }.joined(separator: " · "))</p></section>
        """
    }

    private var words: HTML {
        let word = t("shop.turn.\(visit.state.rawValue)")
        return visit.state == .called ? "<strong>\(word)</strong>" : HTML(escaping: word)
    }

    private var further: HTML? {
        switch visit.state {
        case .waiting, .called:
            """
            <noscript><p><a class="button" href="\(url: "/turn/\(visit.token)")">\(t("shop.look_again"))</a></p></noscript>\
            \(PostButton(t("shop.leave"), to: "/turn/\(visit.token)", method: .delete, seal: seal, .quiet, swaps: false))
            """
        case .finished: "<p>\(LinkButton(t("shop.rate"), href: "\(desk.kioskPath)?visit=\(visit.token)", .primary))</p>"
        case .missed, .left: "<p>\(LinkButton(t("shop.take"), href: desk.path))</p>"
        case .served: nil
        }
    }
}

/// The numbers that are called, to be read from afar.
struct ShopBoardPage {
    let t: Texts
    let desk: ShopDesk
    let visits: [ShopVisit]

    var title: String { "\(t("shop.board")) · \(desk.name)" }

    var html: HTML { LivePart("board", on: "visit", from: "\(desk.boardPath)/live", content: content).html }

    private var content: HTML {
        let called = visits.filter { $0.state == .called }.sorted { ($1.calledAt ?? $1.takenAt) < ($0.calledAt ?? $0.takenAt) }
        let served = visits.filter { $0.state == .served }
        let numbers = called.map { "<li>\(desk.label($0.number))</li>" as HTML }
        let waiting = visits.count { $0.state == .waiting }
        return """
            <section class="board"><h1>\(desk.name)</h1>
            <h2>\(t("shop.board.called"))</h2><div role="status" aria-live="polite"><ol class="numbers">\
            \(numbers.isEmpty ? "<li>–</li>" : "\(numbers)")</ol></div>
            \(served.isEmpty ? nil : "<p>\(t("shop.board.served")) \(served.map { desk.label($0.number) }.joined(separator: ", "))</p>")
            <p class="aside">\(t("shop.waiting", ["count": waiting]))</p></section>
            """
    }
}
