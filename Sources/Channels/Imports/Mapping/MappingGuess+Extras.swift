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

    mutating func guessMoney() {
        if !isGiven(.currency), let found = candidates(ColumnWords.currency).first { add(.currency, found, "its name") }
        if !isGiven(.currency), let currency = options.currency { mapping.entries.append(.init(.currency, .constant(currency.code))) }
        guard let found = column(of: .value) ?? candidates(ColumnWords.value).first(where: looksLikeAmounts) else { return noteAmountsLeftOut() }
        if isGiven(.currency) {
            if !isGiven(.value) { add(.value, found, "its name") }
            noteDots(found)
        } else {
            mapping.entries.removeAll { $0.meaning == .value }
            offers.append("“\(found)” is money without a currency, so it stays a property; say value=\(found),currency=\"EUR\" to count it.")
        }
    }

    private mutating func noteDots(_ column: String) {
        let amounts = sample.values(of: column).map { String($0.trimmed) }
        guard Decimals.dotsPartThousands(in: amounts) else { return }
        mapping.columnsWithDottedThousands.insert(column)
        let example = amounts.first { $0.contains(".") } ?? ""
        let read = Decimals.minorUnits(example, digits: 0, dotsPartThousands: true) ?? 0
        notes.append("“\(example)” in “\(column)” is read as \(read): no amount there has decimals behind a dot, so dots part thousands.")
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
        guard sample.name.hasSuffix(".rejected.csv") else { return offerTraits() }
        for name in ["line", "reason"] where free.contains(name) { add(.ignored, name, "the file lists rejected rows") }
    }

    /// So many are offered at most, and a trait has at most so many values.
    private static let (mostOffers, mostValues) = (3, 20)

    /// What is the same in all rows of a customer, and has few values, tells groups of customers apart; but it may also be of the row, so somebody
    /// has to say so.
    private mutating func offerTraits() {
        let identifiers = mapping.entries.filter { if case .identifier = $0.meaning { true } else { false } }
        guard let customer = identifiers.lazy.compactMap({ if case .column(let name) = $0.source { name } else { nil } }).first else { return }
        let whose = sample.valuesByRecord(of: customer)
        let stated = Set(statedProperties)
        let found = free.filter { name in
            !stated.contains(name) && !mapping.traitPrefixes.contains { name.hasPrefix($0) } && isOfCustomers(name, whose)
        }
        for name in found.prefix(Self.mostOffers) {
            let trait = String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
            offers.append(
                "“\(name)” is the same in all rows of a customer: --map trait.\(trait)=\(Mapping.quotedIfNeeded(name)) makes a trait of it, so that "
                    + "groups of customers are told apart by it.")
        }
    }

    /// - Parameter whose: the customer of each record.
    private func isOfCustomers(_ column: String, _ whose: [Int: String]) -> Bool {
        guard (2...Self.mostValues).contains(Set(sample.values(of: column)).count) else { return false }
        var (values, often): ([String: String], Set<String>) = ([:], [])
        for (record, value) in sample.valuesByRecord(of: column) {
            guard let customer = whose[record] else { continue }
            if let known = values[customer] {
                guard known == value else { return false }
                often.insert(customer)
            } else {
                values[customer] = value
            }
        }
        return often.count >= 30
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
