import People

// Looking at names and values.
extension MappingGuess {
    func isGiven(_ meaning: Mapping.Meaning) -> Bool { mapping.entries.contains { $0.meaning == meaning } }

    func column(of meaning: Mapping.Meaning) -> String? {
        for case .column(let name) in mapping.sources(of: meaning) where name != "-" { return name }
        return nil
    }

    mutating func add(_ meaning: Mapping.Meaning, _ column: String, _ why: String) {
        mapping.entries.append(.init(meaning, .column(column), why: why))
    }

    /// Columns without a meaning yet that are not empty.
    var free: [String] {
        let taken = mapping.columns
        return zip(sample.columns, sample.values).filter { !taken.contains($0) && !$1.isEmpty }.map(\.0)
    }

    /// Free columns of one of these names, the best name first.
    func candidates(_ words: [String]) -> [String] {
        let named = free.map { ($0, ColumnWords.plain($0)) }
        return words.flatMap { word in named.filter { $0.1 == word }.map(\.0) }
    }

    /// Whether so many of the values can be read as times, in one order of day and month or the other.
    func reads(asTime column: String, share: Double = 0.5) -> Bool {
        let values = sample.values(of: column).prefix(200).map(\.trimmed).filter { !$0.isEmpty }
        let read = values.count { TimeReader.utc.reads($0) || TimeReader(zone: nil, dayFirst: false).reads($0) }
        return !values.isEmpty && Double(read) >= Double(values.count) * share
    }

    func looksLikeNumbers(_ column: String) -> Bool {
        let values = sample.values(of: column).prefix(200)
        return !values.isEmpty && values.allSatisfy { Decimals.number($0.trimmed) != nil }
    }

    /// Whether so nearly all values are amounts of money that the rest is rubbish: one in a hundred may be.
    func looksLikeAmounts(_ column: String) -> Bool {
        let count = sample.values(of: column).count
        return count > 0 && unreadable(in: column).count * 100 <= count
    }

    /// What stands there and is no amount of money.
    func unreadable(in column: String) -> [String] {
        sample.values(of: column).filter { !$0.trimmed.isEmpty && Decimals.minorUnits($0.trimmed, digits: 2) == nil }
    }

    /// Whether all values are numbers as JSON writes them, so that none would lose a leading zero.
    func holdsJSONNumbers(_ column: String) -> Bool {
        let values = sample.values(of: column)
        return !values.isEmpty && values.allSatisfy { value in Array(value.utf8).withUnsafeBufferPointer(\.isJSONNumber) }
    }

    func isUnique(_ column: String) -> Bool {
        let values = sample.values(of: column)
        return values.count == sample.count && Set(values).count == values.count
    }

    /// Whether nearly all that stands there are email addresses, and in one row of ten at least.
    func holdsAddresses(_ column: String) -> Bool {
        let values = sample.values(of: column).map(\.trimmed).filter { !$0.isEmpty }
        let addresses = values.count { Identifier(.email, String($0)) != nil }
        return addresses * 10 >= sample.count && addresses * 10 >= values.count * 8 && addresses > 0
    }

    func repeatsLikeCustomers(_ column: String) -> Bool {
        let values = sample.values(of: column)
        let different = Set(values).count
        return ColumnWords.plain(column).hasSuffix("id") && different > 1 && different * 3 < values.count * 2
    }

    func hasTail(_ column: String) -> Bool {
        let values = sample.values(of: column).map(\.trimmed)
        return !values.isEmpty && values.allSatisfy { $0.count > 2 && $0.hasSuffix(".0") && $0.dropLast(2).allSatisfy(\.isNumber) }
    }
}
