import Kernel
import People
import Timeline

/// Completes a mapping from the names of the columns and what stands in them, and says why.
struct MappingGuess {
    let sample: ImportSample
    let options: ImportOptions
    private(set) var mapping: Mapping
    private(set) var notes: [String] = []
    private(set) var dayFirst: Bool?

    init(_ sample: ImportSample, _ options: ImportOptions) throws {
        (self.sample, self.options) = (sample, options)
        mapping = options.mapping
        try mapping.check(against: sample.columns, in: sample.name)
        try guessTime()
        try guessCustomer()
        guessKind()
        guessChannel()
        guessScore()
        guessMoney()
        guessTheRest()
        mapping.entries.removeAll { $0.source == .column("-") }
    }
}

// MARK: - What there must be

extension MappingGuess {
    private mutating func guessTime() throws {
        if !isGiven(.at) {
            let named = candidates(ColumnWords.time).first { reads(asTime: $0) }
            let found = named ?? free.first { reads(asTime: $0) && !looksLikeNumbers($0) }
            guard let found else { throw missing("time", "at") }
            add(.at, found, named == nil ? "its values are times" : "its name and its values")
        }
        let dates = mapping.sources(of: .at).flatMap { if case .column(let name) = $0 { sample.values(of: name) } else { [String]() } }
        dayFirst = options.dayFirst
        if dayFirst == nil, let decision = TimeReader.dayFirst(in: dates) {
            dayFirst = decision.dayFirst
            notes.append("Dates: \(decision.why).")
        }
    }

    private mutating func guessCustomer() throws {
        guard !mapping.hasCustomer else { return }
        for (meaning, words) in ColumnWords.identifiers {
            if let found = candidates(words).first(where: { !reads(asTime: $0) || looksLikeNumbers($0) }) { add(meaning, found, "its name") }
        }
        if !mapping.hasCustomer, let found = candidates(ColumnWords.sessions).first { add(.identifier(.anonymousID), found, "its name; nothing else tells customers apart") }
        if !mapping.hasCustomer, let found = free.first(where: repeatsLikeCustomers) { add(.identifier(.userID), found, "its values come again like those of customers") }
        guard mapping.hasCustomer else { throw missing("customer", "customer") }
        for case .column(let name) in mapping.entries.filter({ if case .identifier = $0.meaning { true } else { false } }).map(\.source) where hasTail(name) {
            mapping.columnsWithTail.insert(name)
            notes.append("The numbers in “\(name)” end in “.0”, as spreadsheets write them; the end is left out.")
        }
    }

    private mutating func guessKind() {
        guard !isGiven(.kind) else { return }
        if let found = candidates(ColumnWords.kind).first { return add(.kind, found, "its name") }
        let words = sample.columns.map(ColumnWords.plain)
        let constant = ColumnWords.kindsByColumn.first { rule in words.contains { word in rule.words.contains { word.contains($0) } } }
        let kind = constant?.kind ?? Self.kind(fromFileName: sample.name)
        let why = constant == nil ? "the name of the file" : "the names of the columns"
        mapping.entries.append(.init(.kind, .constant(kind), why: why))
        notes.append("No column says what happened, so every row is “\(kind)” (from \(why)); say kind=\"…\" to change it.")
    }

    private static func kind(fromFileName path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let stem = name.prefix { $0 != "." }.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return stem.isEmpty || path == "-" ? "event" : String(stem)
    }

    private func missing(_ what: String, _ meaning: String) -> Failure {
        .invalid(sample.name, "has no column that looks like the \(what): say --map \(meaning)=COLUMN; its columns are \(Mapping.list(sample.columns)).")
    }
}

// MARK: - What there may be

extension MappingGuess {
    private mutating func guessChannel() {
        guard !isGiven(.channel) else { return }
        if options.channel == nil, let found = candidates(ColumnWords.channel).first { return add(.channel, found, "its name") }
        let channel = options.channel ?? "import"
        mapping.entries.append(.init(.channel, .constant(channel), why: options.channel == nil ? "no column says one" : ""))
        if options.channel == nil { notes.append("No column says the channel, so it is “import”; say channel=\"web\" to change it.") }
    }

    private mutating func guessScore() {
        if !isGiven(.score), let found = candidates(ColumnWords.score).first(where: { scale(for: $0) != nil }) { add(.score, found, "its name and its values") }
        guard let score = column(of: .score) else { return }
        if !isGiven(.scale) {
            let scale = scale(for: score) ?? .nps
            mapping.entries.append(.init(.scale, .constant(scale.key), why: "the values of “\(score)”"))
            notes.append("The scores in “\(score)” are taken to be on the scale \(scale.key); say scale=\"…\" to change it.")
        }
        if !isGiven(.weight), let found = candidates(["weight", "weights", "waga", "вес", "权重"]).first { add(.weight, found, "its name, beside a score") }
    }

    /// The narrowest scale that holds all the values.
    private func scale(for column: String) -> Scale? {
        let numbers = sample.values(of: column).map { Decimals.number($0.trimmed) }
        guard !numbers.isEmpty, let low = numbers.compactMap(\.self).min(), let high = numbers.compactMap(\.self).max() else { return nil }
        guard numbers.count(where: { $0 == nil }) * 10 < numbers.count else { return nil }
        let word = ColumnWords.plain(column)
        let order: [Scale] = word.contains("nps") || word.contains("recommend") ? [.nps] : word.contains("csat") ? [.csat] : word.contains("ces") ? [.ces] : []
        return (order + [.rating, .rating10, .nps]).first { $0.range.contains(low) && $0.range.contains(high) }
    }

    private mutating func guessMoney() {
        if !isGiven(.currency), let found = candidates(["currency", "currencycode", "waluta", "валюта", "货币", "币种"]).first { add(.currency, found, "its name") }
        if !isGiven(.currency), let currency = options.currency { mapping.entries.append(.init(.currency, .constant(currency.code))) }
        if !isGiven(.value), let found = candidates(ColumnWords.value).first(where: looksLikeNumbers) {
            if isGiven(.currency) {
                add(.value, found, "its name")
            } else {
                notes.append("“\(found)” looks like money; say value=\(found),currency=\"EUR\" to count it as such. Until then it is a property.")
            }
        }
        if isGiven(.value), !isGiven(.currency) {
            mapping.entries.removeAll { $0.meaning == .value }
            notes.append("The value has no currency; say currency=\"EUR\". Until then it is a property.")
        }
    }

    private mutating func guessTheRest() {
        if !isGiven(.sentiment), let found = candidates(["sentiment"]).first { add(.sentiment, found, "its name") }
        if !isGiven(.company), let found = candidates(ColumnWords.company).first { add(.company, found, "its name") }
        if !isGiven(.key), let found = candidates(ColumnWords.key).first(where: isUnique) { add(.key, found, "its name, and no value comes twice") }
        if !mapping.entries.contains(where: { if case .subject = $0.meaning { true } else { false } }) {
            for (type, words) in ColumnWords.subjects { if let found = candidates(words).first { return add(.subject(type), found, "its name") } }
        }
        if mapping.traitPrefixes.isEmpty { mapping.traitPrefixes = ["traits.", "context.traits.", "case:"] }
        for name in free where looksLikeNumbers(name) && sample.values(of: name).allSatisfy({ value in Array(value.utf8).withUnsafeBufferPointer(\.isJSONNumber) }) {
            mapping.numericColumns.insert(name)
        }
        if sample.name.hasSuffix(".rejected.csv") {
            for name in ["line", "reason"] where free.contains(name) { add(.ignored, name, "the file lists rejected rows") }
        }
    }
}

// MARK: - Looking at columns

extension MappingGuess {
    private func isGiven(_ meaning: Mapping.Meaning) -> Bool { mapping.entries.contains { $0.meaning == meaning } }

    private func column(of meaning: Mapping.Meaning) -> String? {
        for case .column(let name) in mapping.sources(of: meaning) where name != "-" { return name }
        return nil
    }

    private mutating func add(_ meaning: Mapping.Meaning, _ column: String, _ why: String) {
        mapping.entries.append(.init(meaning, .column(column), why: why))
    }

    /// Columns without a meaning yet.
    private var free: [String] {
        let taken = mapping.columns
        return sample.columns.filter { !taken.contains($0) }
    }

    /// Free columns of one of these names, the best name first.
    private func candidates(_ words: [String]) -> [String] {
        let named = free.map { ($0, ColumnWords.plain($0)) }
        return words.flatMap { word in named.filter { $0.1 == word }.map(\.0) }
    }

    private func reads(asTime column: String) -> Bool {
        let values = sample.values(of: column).prefix(200).map(\.trimmed).filter { !$0.isEmpty }
        let read = values.count { TimeReader.utc.reads($0) || TimeReader(zone: nil, dayFirst: false).reads($0) }
        return !values.isEmpty && read * 10 >= values.count * 9
    }

    private func looksLikeNumbers(_ column: String) -> Bool {
        let values = sample.values(of: column).prefix(200)
        return !values.isEmpty && values.allSatisfy { Decimals.number($0.trimmed) != nil }
    }

    private func isUnique(_ column: String) -> Bool {
        let values = sample.values(of: column)
        return values.count == sample.count && Set(values).count == values.count
    }

    private func repeatsLikeCustomers(_ column: String) -> Bool {
        let values = sample.values(of: column)
        let different = Set(values).count
        return ColumnWords.plain(column).hasSuffix("id") && different > 1 && different * 3 < values.count * 2
    }

    private func hasTail(_ column: String) -> Bool {
        let values = sample.values(of: column).map(\.trimmed)
        return !values.isEmpty && values.allSatisfy { $0.hasSuffix(".0") && $0.dropLast(2).allSatisfy(\.isNumber) && $0.count > 2 }
    }
}
