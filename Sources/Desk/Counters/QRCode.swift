/// A QR code (ISO/IEC 18004) of a text, in bytes, with error correction M: versions 1 to 10, which is up to 213 bytes.
struct QRCode: Hashable, Sendable {
    /// Modules of each side.
    let size: Int
    /// Row by row; true is dark.
    private(set) var modules: [Bool]
    private var isFunction: [Bool]

    /// `nil` of what is longer.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = (1...10).first(where: { bytes.count <= Self.capacity($0) }) else { return nil }
        size = 17 + 4 * version
        modules = Array(repeating: false, count: size * size)
        isFunction = modules
        drawPatterns(version)
        place(Self.codewords(bytes, version))
        let masked = (0..<8).map { mask -> QRCode in
            var code = self
            code.apply(mask)
            code.drawFormat(mask)
            return code
        }
        if let best = masked.min(by: { $0.penalty < $1.penalty }) { modules = best.modules }
    }

    subscript(_ row: Int, _ column: Int) -> Bool {
        get { modules[row * size + column] }
        set { modules[row * size + column] = newValue }
    }
}

// MARK: - What it says

extension QRCode {
    /// Of error correction M, by version: codewords of correction in each block, and blocks of how many data codewords.
    private static let blocks: [(correction: Int, data: [Int])] = [
        (10, [16]), (16, [28]), (26, [44]), (18, [32, 32]), (24, [43, 43]), (16, [27, 27, 27, 27]), (18, [31, 31, 31, 31]),
        (22, [38, 38, 39, 39]), (22, [36, 36, 36, 37, 37]), (26, [43, 43, 43, 43, 44]),
    ]

    private static func capacity(_ version: Int) -> Int { blocks[version - 1].data.reduce(0, +) - (version < 10 ? 2 : 3) }

    /// All codewords, interleaved as they are placed.
    private static func codewords(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
        let (correction, sizes) = blocks[version - 1]
        let total = sizes.reduce(0, +)
        var bits: [Bool] = []
        func put(_ value: Int, _ count: Int) { for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) } }
        put(0b0100, 4)
        put(bytes.count, version < 10 ? 8 : 16)
        for byte in bytes { put(Int(byte), 8) }
        put(0, min(4, total * 8 - bits.count))
        while bits.count % 8 != 0 { bits.append(false) }
        var data = stride(from: 0, to: bits.count, by: 8).map { start in bits[start..<start + 8].reduce(0 as UInt8) { $0 << 1 | ($1 ? 1 : 0) } }
        for filler in 0..<(total - data.count) { data.append(filler % 2 == 0 ? 0xEC : 0x11) }
        var (parts, start) = ([[UInt8]](), 0)
        for size in sizes {
            parts.append(Array(data[start..<start + size]))
            start += size
        }
        let corrections = parts.map { ReedSolomon.correction(of: $0, count: correction) }
        return interleaved(parts) + interleaved(corrections)
    }

    private static func interleaved(_ parts: [[UInt8]]) -> [UInt8] {
        (0..<(parts.map(\.count).max() ?? 0)).flatMap { place in parts.compactMap { place < $0.count ? $0[place] : nil } }
    }
}

// MARK: - What it looks like

extension QRCode {
    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        self[row, column] = isDark
        isFunction[row * size + column] = true
    }

    private mutating func drawPatterns(_ version: Int) {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
        let places = Self.alignment(version)
        for row in places {
            for column in places where !isFinder(row, column, places) { drawAlignment(row, column) }
        }
        // What the format will say is kept free.
        drawFormat(0)
        if version >= 7 { drawVersion(version) }
    }

    private static func alignment(_ version: Int) -> [Int] {
        [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]][version - 1]
    }

    private func isFinder(_ row: Int, _ column: Int, _ places: [Int]) -> Bool {
        guard let last = places.last else { return true }
        return (row == 6 && (column == 6 || column == last)) || (row == last && column == 6)
    }

    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for down in -4...4 {
            for right in -4...4 where (0..<size).contains(row + down) && (0..<size).contains(column + right) {
                let ring = max(abs(down), abs(right))
                set(row + down, column + right, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ row: Int, _ column: Int) {
        for down in -2...2 { for right in -2...2 { set(row + down, column + right, max(abs(down), abs(right)) != 1) } }
    }

    /// Level M and the mask, with a BCH code, twice.
    private mutating func drawFormat(_ mask: Int) {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0...5 { set(place, 8, bit(place)) }
        set(7, 8, bit(6))
        set(8, 8, bit(7))
        set(8, 7, bit(8))
        for place in 9...14 { set(8, 14 - place, bit(place)) }
        for place in 0...7 { set(8, size - 1 - place, bit(place)) }
        for place in 8...14 { set(size - 15 + place, 8, bit(place)) }
        set(size - 8, 8, true)
    }

    private mutating func drawVersion(_ version: Int) {
        var rest = version
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1F25 }
        let bits = version << 12 | rest
        for place in 0..<18 {
            let isDark = bits >> place & 1 == 1
            set(place / 3, size - 11 + place % 3, isDark)
            set(size - 11 + place % 3, place / 3, isDark)
        }
    }

    /// In pairs of columns, from the right, up and down.
    private mutating func place(_ codewords: [UInt8]) {
        var bit = 0
        var right = size - 1
        while right >= 1 {
            if right == 6 { right = 5 }
            let isUp = (right + 1) & 2 == 0
            for step in 0..<size {
                let row = isUp ? size - 1 - step : step
                for column in [right, right - 1] where !isFunction[row * size + column] && bit < codewords.count * 8 {
                    self[row, column] = codewords[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            right -= 2
        }
    }

    private mutating func apply(_ mask: Int) {
        for row in 0..<size {
            for column in 0..<size where !isFunction[row * size + column] && Self.isTurned(mask, row, column) { self[row, column].toggle() }
        }
    }

    private static func isTurned(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }

    /// How hard it is to read: long runs, squares, what looks like a finder, and too much of one colour (7.8.3).
    private var penalty: Int {
        var sum = 0
        for line in 0..<size {
            sum += Self.runs((0..<size).map { self[line, $0] }) + Self.runs((0..<size).map { self[$0, line] })
        }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let first = self[row, column]
                if first == self[row, column + 1], first == self[row + 1, column], first == self[row + 1, column + 1] { sum += 3 }
            }
        }
        let dark = modules.count { $0 }
        return sum + abs(dark * 20 - modules.count * 10) / modules.count * 10
    }

    private static func runs(_ line: [Bool]) -> Int {
        var (sum, length) = (0, 1)
        for place in 1...line.count {
            if place < line.count, line[place] == line[place - 1] {
                length += 1
            } else {
                if length >= 5 { sum += length - 2 }
                length = 1
            }
        }
        let finder = [true, false, true, true, true, false, true]
        for start in 0...(line.count - 11) {
            let part = Array(line[start..<start + 11])
            if part == finder + [false, false, false, false] || part == [false, false, false, false] + finder { sum += 40 }
        }
        return sum
    }
}

/// Codewords of correction over GF(256) with x⁸ + x⁴ + x³ + x² + 1.
enum ReedSolomon {
    static func correction(of data: [UInt8], count: Int) -> [UInt8] {
        let generator = generator(count)
        var rest = Array(repeating: 0 as UInt8, count: count)
        for byte in data {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for place in 0..<count { rest[place] ^= product(generator[place], factor) }
        }
        return rest
    }

    /// Without its first coefficient, which is 1.
    private static func generator(_ count: Int) -> [UInt8] {
        var coefficients = Array(repeating: 0 as UInt8, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for place in 0..<count {
                coefficients[place] = product(coefficients[place], root)
                if place + 1 < count { coefficients[place] ^= coefficients[place + 1] }
            }
            root = product(root, 2)
        }
        return coefficients
    }

    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var result = 0
        for bit in (0..<8).reversed() {
            result = result << 1 ^ (result >> 7) * 0x11D
            result ^= Int(b >> UInt8(bit) & 1) * Int(a)
        }
        return UInt8(result)
    }
}
