extension TimeReader {
    /// Whether days stand before months.
    struct Order {
        let dayFirst: Bool
        /// How that is known, in a sentence.
        let why: String
        /// A date that could as well be read the other way; `nil` where something tells.
        var doubtful: String?
    }

    /// Whether days stand before months in these dates; nothing when the dates leave no doubt.
    static func dayFirst(in samples: [String]) -> Order? {
        let pairs = samples.compactMap(leadingPair)
        guard !pairs.isEmpty else { return nil }
        let (days, months) = (pairs.filter { $0.0 > 12 }, pairs.filter { $0.1 > 12 })
        if let example = days.count >= months.count ? days.first : months.first {
            let order = days.count >= months.count ? "days come before months" : "months come before days"
            return Order(dayFirst: days.count >= months.count, why: "\(order): “\(example.text)” cannot be read otherwise")
        }
        let rises = [true, false].filter { isRising(samples, dayFirst: $0) }
        if rises == [true] { return Order(dayFirst: true, why: "days come before months: so the rows stand in the order of time") }
        if rises == [false] { return Order(dayFirst: false, why: "months come before days: so the rows stand in the order of time") }
        return Order(
            dayFirst: true,
            why: "no date tells whether days or months come first: days are taken to come first; add --month-first if it is months",
            doubtful: (pairs.first { $0.0 != $0.1 } ?? pairs[0]).text)
    }

    /// The first two numbers of `12/1/2010`, when the year is at the end.
    private static func leadingPair(_ text: String) -> (Int, Int, text: String)? {
        let parts = text.split(maxSplits: 3, whereSeparator: { "/.- T".contains($0) })
        guard parts.count >= 3, parts[0].count <= 2, parts[1].count <= 2, let first = Int(parts[0]), let second = Int(parts[1]) else { return nil }
        return (first, second, text)
    }

    private static func isRising(_ samples: [String], dayFirst: Bool) -> Bool {
        var reader = TimeReader(zone: nil, dayFirst: dayFirst)
        let instants = samples.compactMap { text in
            try? reader.instant(text: text)  // A date that cannot be read says nothing of the order.
        }
        return Set(instants).count > 2 && zip(instants, instants.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
