/// Numbers as they stand in tables: `3.5`, `3,5`, `1,234.50`, `1 234,50`, `€ 12`.
enum Decimals {
    /// A number, or nothing; “NaN” and “infinity” are none.
    static func number(_ text: String) -> Double? {
        if let value = Double(text) { return value.isFinite ? value : nil }
        guard text.utf8.count(where: { $0 == 0x2C }) == 1, !text.utf8.contains(0x2E) else { return nil }
        return Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
    }

    /// An amount in minor units, rounded half away from zero; marks of currencies and of thousands are passed over.
    ///
    /// - Parameter dotsPartThousands: whether `1.200` is twelve hundred, as where decimals stand behind a comma.
    static func minorUnits(_ text: String, digits: Int, dotsPartThousands: Bool = false) -> Int64? {
        var (whole, decimals, isNegative): ([UInt8], [UInt8], Bool) = ([], [], false)
        let point = decimalPoint(Array(text.utf8), dotsPartThousands)
        // Bookkeepers write the minus behind: 15,00-
        let last = text.utf8.count - 1
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x30...0x39: if let point, place > point { decimals.append(byte - 0x30) } else { whole.append(byte - 0x30) }
            case 0x2D where whole.isEmpty || place == last && !isNegative, 0x28 where whole.isEmpty: isNegative = true
            case 0x2E, 0x2C, 0x20, 0x27, 0x29, 0x80..., 0x24, 0x2B: break
            default: return nil
            }
        }
        guard !whole.isEmpty || !decimals.isEmpty, whole.count <= 15 else { return nil }
        let roundsUp = decimals.count > digits && decimals[digits] >= 5
        let kept = decimals.prefix(digits) + repeatElement(0, count: max(0, digits - decimals.count))
        let minor = (whole + kept).reduce(Int64(0)) { $0 * 10 + Int64($1) } + (roundsUp ? 1 : 0)
        return isNegative ? -minor : minor
    }

    /// Whether some dot of these amounts has three digits behind it, as in `1.200`, and none can only stand before decimals.
    static func dotsPartThousands(in amounts: some Sequence<String>) -> Bool {
        var isDoubtful = false
        for amount in amounts {
            let bytes = Array(amount.utf8.filter { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C })
            guard let dot = bytes.lastIndex(of: 0x2E) else { continue }
            let (behind, isLast, isOnly) = (bytes.count - dot - 1, !bytes[dot...].contains(0x2C), bytes.firstIndex(of: 0x2E) == dot)
            guard isLast, isOnly else { continue }
            // 12.5 and 0.125 can only be decimals; so can 1,200.500.
            if behind != 3 || bytes.first == 0x30 || dot > 3 || bytes.contains(0x2C) { return false }
            isDoubtful = true
        }
        return isDoubtful
    }

    /// The last point or comma, unless it can only part thousands: it comes twice, it is a comma with three digits behind it, or a dot of that sort
    /// in a column whose dots part thousands.
    private static func decimalPoint(_ bytes: [UInt8], _ dotsPartThousands: Bool) -> Int? {
        guard let last = bytes.lastIndex(where: { $0 == 0x2E || $0 == 0x2C }) else { return nil }
        let isAlone = bytes.firstIndex(of: bytes[last]) == last
        let other: UInt8 = bytes[last] == 0x2E ? 0x2C : 0x2E
        let isThousands =
            (bytes[last] == 0x2C || dotsPartThousands) && bytes[last...].count { (0x30...0x39).contains($0) } == 3 && !bytes.contains(other)
        return isAlone && !isThousands ? last : nil
    }
}
