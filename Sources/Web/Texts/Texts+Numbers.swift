import Foundation
package import Kernel
import Language

extension Texts {
    private var locale: Locale { language.locale }

    package func number(_ value: Int) -> String { value.formatted(.number.locale(locale)).withMinus }

    /// At most `digits` decimals, fewer when they are zeros.
    package func number(_ value: Double, digits: Int = 1) -> String {
        value.isFinite ? value.formatted(.number.precision(.fractionLength(0...digits)).locale(locale)).withMinus : "–"
    }

    /// With its sign: `+4`, `−1.5`; for differences.
    package func change(_ value: Double, digits: Int = 1) -> String {
        guard value.isFinite else { return "–" }
        return value.formatted(.number.precision(.fractionLength(0...digits)).sign(strategy: .always(includingZero: false)).locale(locale)).withMinus
    }

    /// One figure less another, each as it is shown with at most so many decimals, so that whoever subtracts what stands there gets the same.
    package func shown(_ value: Double, less other: Double, digits: Int = 0) -> Double {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        func shown(_ value: Double) -> Double { (value * scale).rounded(.toNearestOrEven) }
        // Never −0.
        return (shown(value) - shown(other)) / scale + 0
    }

    /// The same with its sign; the rule for every difference that stands beside its two figures.
    package func change(_ value: Double, less other: Double, digits: Int = 0) -> String {
        change(shown(value, less: other, digits: digits), digits: digits)
    }

    /// One share less another, in points.
    package func points(_ share: Double, less other: Double, digits: Int = 0) -> String {
        change(share * 100, less: other * 100, digits: digits)
    }

    /// A share between 0 and 1 as a percentage.
    package func percent(_ share: Double, digits: Int = 0) -> String {
        share.isFinite ? share.formatted(.percent.precision(.fractionLength(0...digits)).locale(locale)).withMinus : "–"
    }

    /// `12K`, `1.2M`: for axes and tiles.
    package func compact(_ value: Double) -> String {
        value.isFinite ? value.formatted(.number.notation(.compactName).precision(.significantDigits(1...3)).locale(locale)).withMinus : "–"
    }

    package func money(_ money: Money) -> String {
        let digits = money.currency.digits
        let amount = Decimal(money.minor) / pow(10, digits)
        return amount.formatted(.currency(code: money.currency.code).precision(.fractionLength(digits)).locale(locale)).withMinus
    }

    /// An amount that was estimated: in whole units of the currency.
    ///
    /// - Parameter minor: in minor units.
    package func wholeMoney(_ minor: Double, _ currency: Currency) -> String {
        guard minor.isFinite else { return "–" }
        let amount = (minor / (0..<currency.digits).reduce(1.0) { units, _ in units * 10 }).rounded()
        return (amount == 0 ? 0 : amount).formatted(.currency(code: currency.code).precision(.fractionLength(0)).locale(locale)).withMinus
    }

    /// A low and a high end: `31–44`.
    package func interval(_ low: Double, _ high: Double, digits: Int = 0) -> String {
        "\(number(low, digits: digits))–\(number(high, digits: digits))"
    }
}

extension String {
    /// A number with a minus sign in place of the hyphen that stands for it on a keyboard.
    fileprivate var withMinus: String { replacing("-", with: "−") }
}
