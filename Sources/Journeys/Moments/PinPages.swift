import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// Moments that somebody has pinned, with what speaks for them; and how one is pinned or taken off.
struct PinsSection: Markup {
    let t: Texts
    let seal: String
    let pins: [Pin]
    let moments: Moments
    let catalogue: Timeline.Catalogue
    let state: FormState
    let mayPin: Bool
    /// Of the address, so that one comes back to the same days.
    let query: Query

    var html: HTML {
        guard mayPin || !pins.isEmpty else { return .nothing }
        return Section(
            t("journey.pins"), note: HTML(escaping: t("journey.pins.about")), id: "pins",
            content: "\(pins.isEmpty ? none : list)\(mayPin ? pinning : nil)"
        ).html
    }

    private var none: HTML { "<p class=\"aside\">\(t("journey.pins.none"))</p>" }
    private var list: HTML { "<ul class=\"insights\">\(pins.map(item))</ul>" }

    private func item(_ pin: Pin) -> HTML {
        let said = t("journey.pins.said", ["author": pin.author ?? "–", "date": t.date(pin.pinnedAt)])
        return """
            <li class="insight"><h3>\(t.name(ofKind: pin.kind, catalogue)) \(Badge(t("journey.pins.badge"), tone: .note))</h3>
            <p>\(pin.reason) <span class="aside">\(said)</span></p><p>\(evidence(pin))</p>\(mayPin ? unpinning(pin) : nil)</li>
            """
    }

    /// What the figures say of it.
    private func evidence(_ pin: Pin) -> String {
        let name = t.name(ofKind: pin.kind, catalogue)
        if let moment = moments.moments.first(where: { $0.kind == pin.kind }) {
            let words = MomentWords(t: t, catalogue: catalogue, outcome: moments.outcome)
            guard !moment.isDecisive else { return words.sentence(moment) }
            let isNews = moment.p.map { $0 < 0.05 } ?? false
            return "\(words.sentence(moment)) \(isNews ? moment.held.flatMap(words.doubt) ?? chance : chance)"
        }
        let few = moments.tooFew.first { $0.kind == pin.kind }
        return t(
            "journey.pins.few",
            ["kind": name, "low": few?.bad.total ?? 0, "high": few?.good.total ?? 0, "enough": Estimate.enough])
    }

    private var chance: String { t("journey.pins.chance") }

    private func unpinning(_ pin: Pin) -> HTML {
        let id = "unpin-\(pin.pinnedAt.microseconds)"
        let fields: HTML = """
            <input type="hidden" name="kind" value="\(pin.kind)"><input type="hidden" name="pinned" value="no"><div class="fields">
            \(Field("reason", t("journey.pins.why_not"), isRequired: true, id: id))</div>\(Button(t("journey.pins.unpin"), .quiet))
            """
        return """
            <details><summary>\(t("journey.pins.unpin"))</summary>\(PostForm(path, seal: seal, content: fields))</details>
            """
    }

    private var path: String { "/journey/moments/pins" + query.keeping(JourneyScope.names + ["outcome"]).text }

    private var pinning: HTML {
        let kinds = [Field.Option("", t("journey.pins.choose"))] + t.kindOptions(catalogue, besides: Set(pins.map(\.kind)))
        let fields: HTML = """
            <input type="hidden" name="pinned" value="yes">
            <div class="fields">\(state.field("kind", t("journey.touchpoint"), .choice(kinds), isRequired: true))
            \(state.field("reason", t("journey.pins.why"), isRequired: true))</div>
            \(state.error.map { "<p class=\"error\" role=\"alert\">\($0)</p>" as HTML })\(Button(t("journey.pins.pin")))
            """
        let isOpen = !state.errors.isEmpty
        return """
            <details\(flag: "open", isOpen)><summary>\(t("journey.pins.pin"))</summary>\(PostForm(path, seal: seal, content: fields))</details>
            """
    }
}
