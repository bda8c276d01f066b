/// A statement and its arguments. Whatever is interpolated becomes an argument, never text.
///
///     try tx.rows("SELECT * FROM person WHERE email = \(email)")
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    enum Piece: Sendable { case text(String), argument(Value) }
    var pieces: [Piece]

    package init(stringLiteral text: String) { pieces = [.text(text)] }
    package init(stringInterpolation interpolation: StringInterpolation) { pieces = interpolation.pieces }
    private init(pieces: [Piece]) { self.pieces = pieces }

    package struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []
        package init(literalCapacity: Int, interpolationCount: Int) { pieces.reserveCapacity(2 * interpolationCount + 1) }
        package mutating func appendLiteral(_ text: String) { pieces.append(.text(text)) }
        package mutating func appendInterpolation(_ value: some Storable) { pieces.append(.argument(value.stored)) }
        package mutating func appendInterpolation(_ value: (some Storable)?) { pieces.append(.argument(value?.stored ?? .null)) }
        package mutating func appendInterpolation(_ fragment: SQL) { pieces += fragment.pieces }
        /// `IN \(list: ids)`: the values in brackets. An empty list matches nothing.
        ///
        /// The last one is repeated up to a round number, so that a hundred lengths are not a hundred statements to be remembered.
        package mutating func appendInterpolation(list values: some Collection<some Storable>) {
            append(values.map(\.stored), between: ", ")
        }
        /// `FROM (VALUES \(rows: names)) AS wanted`: a row of one column (`column1`) for each value, of which there is one at least.
        package mutating func appendInterpolation(rows values: some Collection<some Storable>) {
            append(values.map(\.stored), between: "), (")
        }

        private mutating func append(_ values: [Value], between: String) {
            guard let last = values.last else { return pieces.append(.text("(NULL)")) }
            let arguments = values + Array(repeating: last, count: roundLength(values.count) - values.count)
            for (index, argument) in arguments.enumerated() { pieces += [.text(index == 0 ? "(" : between), .argument(argument)] }
            pieces.append(.text(")"))
        }
    }
}

/// The next power of two, and from 1,024 on the next multiple of it.
private func roundLength(_ length: Int) -> Int {
    let step = min(1_024, 1 << (Int.bitWidth - max(0, length - 1).leadingZeroBitCount))
    return (length + step - 1) / step * step
}

extension SQL {
    /// Conditions, all of which must hold. None is no condition at all.
    package static func all(_ conditions: [SQL]) -> SQL {
        guard let first = conditions.first else { return "1 = 1" }
        return conditions.dropFirst().reduce(first) { "\($0) AND \($1)" }
    }
}

/// How an engine writes the nth argument: `?1` for SQLite, `$1` for PostgreSQL.
package enum Placeholder: String, Sendable { case sqlite = "?", postgres = "$" }

extension SQL {
    package func rendered(_ placeholder: Placeholder) -> (text: String, arguments: [Value]) {
        var (text, arguments): (String, [Value]) = ("", [])
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .argument(let value):
                arguments.append(value)
                text += placeholder.rawValue
                text += String(arguments.count)
            }
        }
        return (text, arguments)
    }
}
