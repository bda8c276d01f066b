import Kernel

/// The amount an event speaks of.
enum EventMoney {
    /// `revenue`, which must be an amount and without a currency is in US dollars (public spec); else `total`, else `value`, which are
    /// amounts only beside a currency and may otherwise be anything.
    ///
    /// - Throws: `Failure.invalid` when the revenue or its currency is none.
    static func read(_ properties: JSONValue) throws -> Money? {
        let currency = properties["currency"]
        if let revenue = properties["revenue"] { return try money(revenue, in: currency) }
        guard let code = currency.flatMap(code), let amount = properties["total"] ?? properties["value"] else { return nil }
        return minorUnits(amount, digits: code.digits).map { Money($0, code) }
    }

    private static func money(_ revenue: JSONValue, in said: JSONValue?) throws -> Money {
        guard let currency = said.map(code) ?? .usd else {
            throw Failure.invalid("properties.currency", "must be a code of three letters, such as EUR")
        }
        guard let minor = minorUnits(revenue, digits: currency.digits) else {
            throw Failure.invalid("properties.revenue", "must be a number, such as 19.99, of twelve digits before its point at most")
        }
        return Money(minor, currency)
    }

    private static func code(_ value: JSONValue) -> Currency? { Currency(value.string?.uppercased() ?? "") }

    /// Numbers, and texts that are plain decimals.
    private static func minorUnits(_ value: JSONValue, digits: Int) -> Int64? {
        switch value.form {
        case .number: MinorUnits(value.source, digits: digits)?.value
        case .text: value.string.flatMap { $0.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) ? nil : MinorUnits($0, digits: digits)?.value }
        default: nil
        }
    }
}
