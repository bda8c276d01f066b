import Analytics

/// What each touchpoint carries of one name, as far as the line has come.
struct CarriedColumn: Sendable {
    let carried: Carried
    /// The last position that was read, and how often something had been erased by then.
    private(set) var last: Int64 = 0
    let erasures: Int64
    /// By position: the code of what is carried, 0 where nothing is; and the kind of what carries it.
    private var codes: [UInt32] = []
    private var kinds: [UInt16] = []
    /// Counted from 1.
    private var codeOfValue: [String: UInt32] = [:]

    init(_ carried: Carried, erasures: Int64 = 0) { (self.carried, self.erasures) = (carried, erasures) }

    /// Makes room for all that stands up to a position.
    mutating func reach(_ position: Int64) {
        last = position
        codes += Array(repeating: 0, count: Int(position) + 1 - codes.count)
        kinds += Array(repeating: 0, count: Int(position) + 1 - kinds.count)
    }

    /// - Parameter position: that was reached.
    mutating func take(_ value: String, at position: Int64, ofKind number: Int64) {
        guard let kind = UInt16(exactly: number) else { return }
        let code = codeOfValue[value] ?? UInt32(codeOfValue.count + 1)
        codeOfValue[value] = code
        codes[Int(position)] = code
        kinds[Int(position)] = kind
    }
}

extension CarriedColumn {
    /// - Parameter kinds: numbers of those whose touchpoints count.
    func values(of kinds: [Int64]) -> TouchValues {
        let counts = Self.table(kinds)
        return TouchValues(codes.indices.map { counts[Int(self.kinds[$0])] ? codes[$0] : 0 })
    }

    /// The touchpoints that carry this value; `nil` is any.
    func touches(with value: String?, of kinds: [Int64]) -> TouchSet {
        let counts = Self.table(kinds)
        // No touchpoint has this code.
        let wanted = value.map { codeOfValue[$0] ?? .max }
        var touches = TouchSet()
        for (position, code) in codes.enumerated() where code > 0 && wanted ?? code == code && counts[Int(self.kinds[position])] {
            touches.insert(Int64(position))
        }
        return touches
    }

    private static func table(_ kinds: [Int64]) -> [Bool] {
        var table = Array(repeating: false, count: 1 << 16)
        for kind in kinds.compactMap(UInt16.init(exactly:)) { table[Int(kind)] = true }
        return table
    }
}
