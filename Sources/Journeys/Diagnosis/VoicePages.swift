import Analytics
import Timeline
import Web

/// A customer's own words, and whose they are.
struct Voice: Hashable, Sendable {
    let words: Verbatim
    let name: CustomerName

    /// Whoever is nobody any more says nothing.
    static func of(_ words: [Verbatim], _ names: [CustomerName]) -> [Voice] {
        words.compactMap { words in names.first { $0.number == words.person }.map { Voice(words: words, name: $0) } }
    }
}

/// What customers said of a cause; each leads to that place on their line.
struct Voices: Markup {
    let t: Texts
    let voices: [Voice]
    let catalogue: Timeline.Catalogue

    var html: HTML { voices.isEmpty ? .nothing : "<ul class=\"voices\" aria-label=\"\(t("journey.voices"))\">\(voices.map(item))</ul>" }

    private func item(_ voice: Voice) -> HTML {
        let words = voice.words
        let score = words.score.flatMap { score in
            Scale(rawValue: score.scale.rawValue).map { scale -> HTML in
                " · \(t.number(score.value, digits: 0)) / \(t.number(scale.range.upperBound, digits: 0))"
            }
        }
        return """
            <li><blockquote\(attribute: "lang", words.language)>\(words.text)</blockquote><p class="aside">\
            <a href="\(url: voice.name.path(at: words.at, words.position))">\(voice.name.name)</a> · \(t.name(ofKind: words.kind, catalogue))\
            \(score) · \(t.date(words.at))</p></li>
            """
    }
}
