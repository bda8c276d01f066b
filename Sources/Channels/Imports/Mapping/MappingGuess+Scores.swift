import Kernel
import Timeline

// Which column is an answer, and on which scale.
extension MappingGuess {
    mutating func guessScore() {
        if !isGiven(.score) { guessScoreColumn() }
        guard let score = column(of: .score) else { return }
        if !isGiven(.scale), let found = candidates(["scale"]).first(where: namesScales) { add(.scale, found, "its name and its values") }
        if mapping.sources(of: .scale).allSatisfy({ $0 == .constant(Mapping.ownScale) }) { guessScale(of: score) }
        if !isGiven(.weight), let found = candidates(ColumnWords.weight).first { add(.weight, found, "its name, beside a score") }
    }

    private mutating func guessScoreColumn() {
        let named = candidates(ColumnWords.score)
        for name in named.prefix(while: { scale(of: $0) == nil }) {
            offers.append("“\(name)” is called like a score, but its values are on none of our scales, so it is kept as a property.")
        }
        guard let found = named.first(where: { scale(of: $0) != nil }) else { return }
        add(.score, found, "its name and its values")
        guessAnswers(beside: found)
    }

    /// Surveys with a column for each question: each is an answer, of the kind that asks it. Where a column says what happened, it also says of
    /// what the score is, and the others are only told of.
    private mutating func guessAnswers(beside first: String) {
        guard let asked = Self.scale(named: first)?.survey else { return }
        var taken = Set(mapping.entries.compactMap { if case .answer(let kind) = $0.meaning { kind } else { nil } } + [asked])
        for name in candidates(ColumnWords.score) {
            guard let scale = Self.scale(named: name), let kind = scale.survey else { continue }
            guard self.scale(of: name) == scale else {
                offers.append("“\(name)” is called like a score, but its values are not on the scale \(scale.span), so it is kept as a property.")
                continue
            }
            let column = Mapping.quotedIfNeeded(name)
            guard mapping.sources(of: .kind) == [.constant(asked)], taken.insert(kind).inserted else {
                offers.append("“\(name)” looks like a score too and is kept as a property; --map answer.\(kind)=\(column) makes an answer of it.")
                continue
            }
            add(.answer(kind), name, "its name and its values")
            notes.append("Each row holds several answers: “\(name)” makes a touchpoint “\(kind)” of its own; --map ignore=\(column) leaves it out.")
        }
    }

    /// Whether all that stands there are keys of scales.
    private func namesScales(_ column: String) -> Bool {
        let values = sample.values(of: column).map(\.trimmed).filter { !$0.isEmpty }
        return !values.isEmpty && values.allSatisfy { Scale(key: String($0)) != nil }
    }

    /// The scale on which each kind asks, and for kinds that may ask on any the one that the name or the values tell.
    private mutating func guessScale(of column: String) {
        let answers = answers(in: column)
        let own = Dictionary(grouping: answers.filter { Scale(askedBy: $0.kind) != nil }, by: \.kind)
        let strange = own.keys.sorted().filter { kind in !(Scale(askedBy: kind).map { Self.holds($0, own[kind]?.map(\.value) ?? []) } ?? false) }
        let isOwn = !own.isEmpty && strange.isEmpty
        let others = isOwn ? answers.filter { own[$0.kind] == nil } : answers
        let scale = Self.scale(of: (others.isEmpty ? answers : others).map(\.value), named: column) ?? .nps
        if isOwn, !isGiven(.scale) {
            mapping.entries.append(.init(.scale, .constant(Mapping.ownScale), why: "surveys ask on scales of their own"))
        }
        mapping.entries.append(.init(.scale, .constant(scale.key), why: "the values of “\(column)”"))
        noteScales(of: column, isOwn ? own.keys.sorted() : [], others.isEmpty ? nil : scale, strange)
    }

    private mutating func noteScales(of column: String, _ own: [String], _ guessed: Scale?, _ strange: [String]) {
        let asked = own.compactMap { kind in Scale(askedBy: kind).map { "those of “\(kind)” on \($0.key)" } }
        let rest = guessed.map { (own.isEmpty ? "all" : "all others") + " on \($0.span), by their values" }
        let odd = strange.map { "“\($0)” asks on the scale \(Scale(askedBy: $0)?.span ?? ""), but its scores go beyond. " }.joined()
        let taken = (asked + [rest].compactMap(\.self)).joined(separator: ", ")
        scaleNote = "\(odd)The scores in “\(column)” were taken so: \(taken). Add --map scale=\"…\" if they are on another scale."
    }

    /// The scores in a column, each with the kind of its row; `nil` where something else stands there.
    private func answers(in column: String) -> [(kind: String, value: Double?)] {
        var names = CataloguedKinds()
        let kinds = self.column(of: .kind).map(sample.valuesByRecord)
        let fixed = mapping.sources(of: .kind).compactMap { if case .constant(let text) = $0 { names.kind(text) } else { nil } }.first
        return sample.valuesByRecord(of: column).compactMap { record, text in
            let written = text.trimmed
            guard !written.isEmpty else { return nil }
            return (kind: kinds?[record].map { names.kind($0) } ?? fixed ?? "", value: Decimals.number(written))
        }
    }

    func scale(of column: String) -> Scale? { Self.scale(of: answers(in: column).map(\.value), named: column) }

    /// The scale that the name tells, else the narrowest, that holds the values.
    private static func scale(of values: [Double?], named column: String) -> Scale? {
        let known = values.compactMap(\.self)
        guard !known.isEmpty, (values.count - known.count) * 10 < values.count else { return nil }
        return ([scale(named: column)].compactMap(\.self) + [.rating, .rating10, .nps]).first { holds($0, known) }
    }

    private static func scale(named column: String) -> Scale? {
        let word = ColumnWords.plain(column)
        return [("nps", Scale.nps), ("recommend", .nps), ("promoter", .nps), ("csat", .csat), ("ces", .ces)].first { word.contains($0.0) }?.1
    }

    /// Whether a scale holds the values, save one in a hundred at most, which are rejected row by row. A zero is no stray on a scale that goes up
    /// to ten: it tells recommendation from an overall rating.
    private static func holds(_ scale: Scale, _ values: [Double?]) -> Bool {
        let known = values.compactMap(\.self)
        if scale == .rating10, known.contains(0) { return false }
        return known.count { !scale.range.contains($0) } * 100 <= known.count
    }
}
