/// An amount of one currency, in minor units: `Money(1999, .eur)` is €19.99. Never a `Double`.
package struct Money: Hashable, Sendable {
    package var minor: Int64
    package var currency: Currency

    package init(_ minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    /// As programs read it: `-1200.50 EUR`, `1200 JPY`.
    package var plain: String {
        guard currency.digits > 0 else { return "\(minor) \(currency.code)" }
        let digits = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, currency.digits + 1 - digits.count)) + digits
        return "\(minor < 0 ? "-" : "")\(padded.dropLast(currency.digits)).\(padded.suffix(currency.digits)) \(currency.code)"
    }

    package static func + (a: Self, b: Self) throws -> Self {
        guard a.currency == b.currency else { throw Failure.conflict("\(a.currency.code) and \(b.currency.code) cannot be added.") }
        return Money(a.minor + b.minor, a.currency)
    }
}

/// A currency by its ISO 4217 code: three capital letters.
package struct Currency: Hashable, Sendable {
    package let code: String

    package init?(_ code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.code = code
    }

    private init(known code: String) { self.code = code }

    package static let eur = Currency(known: "EUR")
    package static let usd = Currency(known: "USD")
    package static let jpy = Currency(known: "JPY")
    package static let pln = Currency(known: "PLN")
    package static let cny = Currency(known: "CNY")
    package static let kzt = Currency(known: "KZT")

    /// How many decimal digits the minor unit has (ISO 4217): 2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar.
    package var digits: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF": 0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }
}
