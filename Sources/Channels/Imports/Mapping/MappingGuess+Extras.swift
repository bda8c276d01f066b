import Kernel
import Timeline

// What there may be, beside customer, kind and time.
extension MappingGuess {
    mutating func guessChannel() {
        guard !isGiven(.channel) else { return }
        if let channel = options.channel { return mapping.entries.append(.init(.channel, .constant(channel))) }
        if let found = candidates(ColumnWords.channel).first { return add(.channel, found, "its name") }
        mapping.entries.append(.init(.channel, .constant("import"), why: "no column says one"))
        notes.append("No column says the channel, so it is “import”; add --map channel=\"web\" to change it.")
    }

    mutating func guessScore() {
        if !isGiven(.score), let found = candidates(ColumnWords.score).first(where: { scale(for: $0) != nil }) {
            add(.score, found, "its name and its values")
        }
        guard let score = column(of: .score) else { return }
        if !isGiven(.scale), let found = candidates(["scale"]).first(where: namesScales) { add(.scale, found, "its name and its values") }
        if !isGiven(.scale) {
            let scale = scale(for: score) ?? .nps
            mapping.entries.append(.init(.scale, .constant(scale.key), why: "the values of “\(score)”"))
            notes.append("The scores in “\(score)” are taken to be on the scale \(scale.key); add --map scale=\"…\" to change it.")
        }
        if !isGiven(.weight), let found = candidates(ColumnWords.weight).first { add(.weight, found, "its name, beside a score") }
    }

    /// Whether all that stands there are keys of scales.
    private func namesScales(_ column: String) -> Bool {
        let values = sample.values(of: column).map(\.trimmed).filter { !$0.isEmpty }
        return !values.isEmpty && values.allSatisfy { Scale(key: String($0)) != nil }
    }

    /// The scale that the name tells, else the narrowest, that holds all the values.
    private func scale(for column: String) -> Scale? {
        let numbers = sample.values(of: column).map { Decimals.number($0.trimmed) }
        let known = numbers.compactMap(\.self)
        guard let low = known.min(), let high = known.max(), (numbers.count - known.count) * 10 < numbers.count else { return nil }
        let word = ColumnWords.plain(column)
        let named = [("nps", Scale.nps), ("recommend", .nps), ("csat", .csat), ("ces", .ces)].filter { word.contains($0.0) }.map(\.1)
        return (named + [.rating, .rating10, .nps]).first { $0.range.contains(low) && $0.range.contains(high) }
    }

    mutating func guessMoney() {
        if !isGiven(.currency), let found = candidates(ColumnWords.currency).first { add(.currency, found, "its name") }
        if !isGiven(.currency), let currency = options.currency { mapping.entries.append(.init(.currency, .constant(currency.code))) }
        guard let found = column(of: .value) ?? candidates(ColumnWords.value).first(where: looksLikeAmounts) else { return noteAmountsLeftOut() }
        if isGiven(.currency) {
            if !isGiven(.value) { add(.value, found, "its name") }
        } else {
            mapping.entries.removeAll { $0.meaning == .value }
            notes.append("“\(found)” is money without a currency, so it stays a property; say value=\(found),currency=\"EUR\" to count it.")
        }
    }

    /// Where a currency stands beside what is called an amount and holds too much else to be one, somebody has to say so.
    private mutating func noteAmountsLeftOut() {
        guard isGiven(.currency), let found = candidates(ColumnWords.value).first(where: { unreadable(in: $0).count < sample.values(of: $0).count })
        else {
            return
        }
        let rubbish = unreadable(in: found)
        let left = ImportPlan.AmountsLeftOut(
            column: found, unreadable: rubbish.count, values: sample.values(of: found).count, example: String((rubbish.first ?? "").prefix(40)))
        amountsLeftOut = left
        notes.append(
            "“\(found)” stays a property: \(left.unreadable) of its first \(left.values) values are no amounts of money, such as “\(left.example)”; "
                + "add --map value=\(Mapping.quotedIfNeeded(found)) to count the others and reject those rows.")
    }

    mutating func guessTheRest() {
        if !isGiven(.sentiment), let found = candidates(["sentiment"]).first { add(.sentiment, found, "its name") }
        if !isGiven(.company), let found = candidates(ColumnWords.company).first { add(.company, found, "its name") }
        if !isGiven(.key), let found = candidates(ColumnWords.key).first(where: isUnique) { add(.key, found, "its name, and no value comes twice") }
        guessSubject()
        if mapping.traitPrefixes.isEmpty { mapping.traitPrefixes = ["traits.", "context.traits.", "case:"] }
        for name in free + statedProperties where holdsJSONNumbers(name) { mapping.numericColumns.insert(name) }
        guard sample.name.hasSuffix(".rejected.csv") else { return }
        for name in ["line", "reason"] where free.contains(name) { add(.ignored, name, "the file lists rejected rows") }
    }

    /// Columns that somebody has said are to be kept as they are.
    private var statedProperties: [String] {
        mapping.entries.compactMap { if case (.property, .column(let name)) = ($0.meaning, $0.source) { name } else { nil } }
    }

    private mutating func guessSubject() {
        let isKnown = mapping.entries.contains { if case .subject = $0.meaning { true } else { false } }
        guard !isKnown else { return }
        for (type, words) in ColumnWords.subjects { if let found = candidates(words).first { return add(.subject(type), found, "its name") } }
    }
}
