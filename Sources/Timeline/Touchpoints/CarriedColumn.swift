import Analytics
import Kernel
import Storage

/// What each touchpoint carries of one name, as far as the line has come.
struct CarriedColumn: Sendable {
    private let carried: Carried
    /// The last position that was read, and how often something had been erased by then.
    private var last: Int64 = 0
    private var erasures: Int64 = 0
    /// By position: the code of what is carried, 0 where nothing is; and the kind of what carries it.
    private var codes: [UInt32] = []
    private var kinds: [UInt16] = []
    /// Counted from 1.
    private var codeOfValue: [String: UInt32] = [:]

    init(_ carried: Carried) { self.carried = carried }
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

extension CarriedColumn {
    /// The same with what has come since it was read; read anew where something was erased meanwhile.
    func reaching(_ session: Session) throws -> CarriedColumn {
        let counters = try session.rows("SELECT name, value FROM counter WHERE name IN ('position', 'erasure')")
        let values = try counters.reduce(into: [String: Int64]()) { $0[try $1.get(at: 0)] = try $1.get(at: 1) }
        let (position, erasures) = (values["position"] ?? 0, values["erasure"] ?? 0)
        var column = erasures == self.erasures ? self : CarriedColumn(carried)
        column.erasures = erasures
        try column.read(until: position, session)
        return column
    }

    private mutating func read(until position: Int64, _ session: Session) throws {
        guard position > last else { return }
        codes += Array(repeating: 0, count: Int(position) + 1 - codes.count)
        kinds += Array(repeating: 0, count: Int(position) + 1 - kinds.count)
        switch carried {
        case .subject(let type):
            // Compared as it is found: by the index of subjects all of the type would be read.
            try session.scan(
                """
                SELECT position, kind, subject_id FROM touchpoint
                WHERE position > \(last) AND position <= \(position) AND subject_id IS NOT NULL AND subject_type || '' = \(type)
                """
            ) { row in
                if let id = row.text(2) { take(id, row) }
            }
        case .property(let name):
            let property = PropertyText(name)
            try session.scan(
                """
                SELECT position, kind, properties FROM touchpoint
                WHERE position > \(last) AND position <= \(position) AND properties IS NOT NULL
                """
            ) { row in
                if let value = row.text(2).flatMap(property.value) { take(value, row) }
            }
        }
        last = position
    }

    private mutating func take(_ value: String, _ row: any RowCursor) {
        guard let kind = UInt16(exactly: row.whole(1)) else { return }
        let code = codeOfValue[value] ?? UInt32(codeOfValue.count + 1)
        codeOfValue[value] = code
        codes[Int(row.whole(0))] = code
        kinds[Int(row.whole(0))] = kind
    }
}
