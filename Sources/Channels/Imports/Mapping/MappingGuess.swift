import Kernel
import People
import Timeline

/// Completes a mapping from the names of the columns and what stands in them, and says why.
struct MappingGuess {
    let sample: ImportSample
    let options: ImportOptions
    var mapping: Mapping
    /// What was decided that could be wrong, in sentences.
    var notes: [String] = []
    /// What columns could mean besides, and how to say so, in sentences.
    var offers: [String] = []
    /// On which scales scores were taken to be, in a sentence; `nil` where that was said, or nothing is scored.
    var scaleNote: String?
    private(set) var dayFirst: Bool?
    /// A date that could be read with days first and with months first, where nothing tells which is right.
    private(set) var doubtfulDate: String?
    var amountsLeftOut: ImportPlan.AmountsLeftOut?

    init(_ sample: ImportSample, _ options: ImportOptions) throws {
        (self.sample, self.options, dayFirst) = (sample, options, options.dayFirst)
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
            guard let found = named ?? free.first(where: { reads(asTime: $0, share: 0.9) && !looksLikeNumbers($0) }) else {
                throw missing("time", "at")
            }
            add(.at, found, named == nil ? "its values are times" : "its name and its values")
        }
        let dates = mapping.sources(of: .at).flatMap { if case .column(let name) = $0 { sample.values(of: name) } else { [String]() } }
        guard dayFirst == nil, let decision = TimeReader.dayFirst(in: dates) else { return }
        (dayFirst, doubtfulDate) = (decision.dayFirst, decision.doubtful)
        notes.append("Dates: \(decision.why).")
    }

    private mutating func guessCustomer() throws {
        let hasGivenCustomer = mapping.hasCustomer
        if !mapping.hasCustomer {
            for (meaning, words) in ColumnWords.identifiers {
                if let found = candidates(words).first(where: { !reads(asTime: $0) || looksLikeNumbers($0) }) { add(meaning, found, "its name") }
            }
        }
        if !isGiven(.identifier(.email)), !hasGivenCustomer, let found = free.first(where: holdsAddresses) {
            add(.identifier(.email), found, "its values are email addresses")
        }
        if !mapping.hasCustomer, let found = candidates(ColumnWords.sessions).first {
            add(.identifier(.anonymousID), found, "its name; nothing else tells customers apart")
        }
        if !mapping.hasCustomer, let found = free.first(where: repeatsLikeCustomers) {
            add(.identifier(.userID), found, "its values come again like those of customers")
        }
        guard mapping.hasCustomer else { throw missing("customer", "customer") }
        noteOthersNames()
        noteTails()
    }

    /// Where the customer is given, other columns by which people are recognised are not taken for such without a word.
    private mutating func noteOthersNames() {
        for (meaning, words) in ColumnWords.identifiers where !isGiven(meaning) {
            for name in candidates(words) where !reads(asTime: name) {
                notes.append("“\(name)” names people too and is kept as a property; add --map \(meaning.name)=\"\(name)\" to recognise them by it.")
            }
        }
    }

    private mutating func noteTails() {
        for entry in mapping.entries {
            guard case .identifier = entry.meaning, case .column(let name) = entry.source, hasTail(name) else { continue }
            mapping.columnsWithTail.insert(name)
            notes.append("The numbers in “\(name)” end in “.0”, as spreadsheets write them; the end is left out.")
        }
    }

    private mutating func guessKind() {
        guard !isGiven(.kind) else { return }
        if let found = candidates(ColumnWords.kind).first { return add(.kind, found, "its name") }
        // What is called like a score and holds none says nothing of what happened.
        let words = sample.columns.filter { name in !ColumnWords.score.contains(ColumnWords.plain(name)) || scale(of: name) != nil }
            .map(ColumnWords.plain)
        let rule = ColumnWords.kindsByColumn.first { rule in words.contains { word in rule.words.contains { word.contains($0) } } }
        let kind = rule?.kind ?? Self.kind(fromFileName: sample.name)
        let why = rule == nil ? "the name of the file" : "the names of the columns"
        mapping.entries.append(.init(.kind, .constant(kind), why: why))
        notes.append("No column says what happened, so every row is “\(kind)” (from \(why)); add --map kind=COLUMN or --map kind=\"…\" to change it.")
    }

    private static func kind(fromFileName path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let stem = name.prefix { $0 != "." }.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
        return stem.isEmpty || path == "-" ? "event" : String(stem)
    }

    private func missing(_ what: String, _ meaning: String) -> Failure {
        let said = "has no column that looks like the \(what): say --map \(meaning)=COLUMN; its columns are \(Mapping.list(sample.columns))."
        let isWide = sample.columns.count > 12
        return .invalid(sample.name, said + (isWide ? " A survey with a column for each question is described by a map (--survey)." : ""))
    }
}
