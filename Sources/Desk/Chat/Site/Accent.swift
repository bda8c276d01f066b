import Foundation
import Kernel

/// The colour of a site's own that its chat bears. Whatever it is, what is written on it can be read.
struct Accent: Hashable, Sendable {
    /// `#b8371f`
    let text: String

    static let usual = Accent(trusted: "#8a2a17")

    private init(trusted text: String) { self.text = text }

    /// - Throws: `invalid` for what is no colour of six digits.
    init(_ text: String) throws {
        let digits = text.lowercased().drop { $0 == "#" }
        guard digits.count == 6, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            throw Failure.invalid("accent", "must be a colour such as #8a2a17")
        }
        self.text = "#" + digits
    }

    /// What is written on it: white or black, whichever stands out more. One of them always does by 4.5 to 1 and more (WCAG 2.2, 1.4.3).
    var ink: String { 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000" }

    /// Relative luminance, 0…1 (WCAG 2.2).
    private var luminance: Double {
        let digits = Array(text.dropFirst())
        let parts = stride(from: 0, to: 6, by: 2).map { place -> Double in
            let value = Double(Int(String(digits[place...place + 1]), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
