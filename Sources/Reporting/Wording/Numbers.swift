/// `1,234,567`
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (place, digit) in digits.enumerated() {
        if place > 0, (digits.utf8.count - place).isMultiple(of: 3) { text += "," }
        text.append(digit)
    }
    return (number < 0 ? "−" : "") + text
}

/// Rounded to so many decimals, halves away from zero: `39.8`, `−4.0`, never `−0.0`.
func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    let units = Int((value * scale).rounded())
    let (whole, rest) = (units.magnitude / UInt(scale), units.magnitude % UInt(scale))
    let decimalDigits = String(rest)
    let padding = String(repeating: "0", count: decimals - min(decimals, decimalDigits.utf8.count))
    return (units < 0 ? "−" : "") + grouped(Int(whole)) + (decimals > 0 ? "." + padding + decimalDigits : "")
}

/// The same with its sign: `+3.1`, `−4.0`, and `0.0` without one.
func signed(_ value: Double, _ decimals: Int) -> String {
    let text = fixed(value, decimals)
    return text.hasPrefix("−") || !text.contains { ("1"..."9").contains($0) } ? text : "+" + text
}

/// One figure less another, both as they are shown with so many decimals, so that whoever subtracts what stands there gets the same.
func shown(_ value: Double, less other: Double, _ decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return ((value * scale).rounded() - (other * scale).rounded()) / scale
}

/// A share 0…1 in percent, without the sign: `61.2`.
func percent(_ share: Double) -> String { fixed(share * 100, 1) }

/// `1 person`, `2 people`.
func counted(_ number: Int, _ one: String, _ many: String) -> String { "\(grouped(number)) \(number == 1 ? one : many)" }
