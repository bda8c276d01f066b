/// Sums of credit by kind or channel: in goals, and by the bits of a currency in what they were worth.
struct CreditSums {
    let owed: Table<Double>
    private var values: [UInt16: Table<Double>] = [:]
    /// The table that was used last: most companies have one currency.
    private var latest: (currency: UInt16, table: Table<Double>)?

    init(_ places: Int) { owed = Table(places, 0) }

    mutating func table(_ currency: UInt16) -> Table<Double> {
        if let latest, latest.currency == currency { return latest.table }
        let table = values[currency] ?? Table(owed.count, 0.0)
        values[currency] = table
        latest = (currency, table)
        return table
    }

    mutating func merge(_ other: CreditSums) {
        owed.add(other.owed)
        for (currency, table) in other.values { self.table(currency).add(table) }
    }

    var worth: [UInt16: [Double]] { values.mapValues { Array($0.all) } }
}
