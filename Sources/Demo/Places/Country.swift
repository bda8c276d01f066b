import Kernel

/// Where customers live, what they pay with, and what time it is there.
struct Country: Sendable {
    let code: String
    let currency: Currency
    /// About how much of the currency a euro is.
    let perEuro: Double
    /// Hours east of UTC.
    let east: Int
    /// How telephone numbers begin, in ranges that no operator hands out or that are kept for fiction. Five digits follow.
    let dialling: String

    static let poland = Country(code: "PL", currency: .pln, perEuro: 4.3, east: 1, dialling: "+481990")
    static let germany = Country(code: "DE", currency: .eur, perEuro: 1, east: 1, dialling: "+4919900")
    static let ireland = Country(code: "IE", currency: .eur, perEuro: 1, east: 0, dialling: "+3532091")
    static let latvia = Country(code: "LV", currency: .eur, perEuro: 1, east: 2, dialling: "+371199")
    static let estonia = Country(code: "EE", currency: .eur, perEuro: 1, east: 2, dialling: "+372199")
    static let austria = Country(code: "AT", currency: .eur, perEuro: 1, east: 1, dialling: "+434990")
    static let slovakia = Country(code: "SK", currency: .eur, perEuro: 1, east: 1, dialling: "+4211990")
    static let kazakhstan = Country(code: "KZ", currency: .kzt, perEuro: 540, east: 5, dialling: "+779900")
    static let china = Country(code: "CN", currency: .cny, perEuro: 7.8, east: 8, dialling: "+86101000")

    /// A price as people there meet it: nothing below a tenth of a hundred.
    func price(euros: Double) -> Money {
        let units = (euros * perEuro / 10).rounded() * 10
        return Money(Int64(max(10, units)) * 100, currency)
    }
}
