/// A name by its place in one of the log's tables. A code of a kind is not a code of a channel.
package struct Code<Subject>: Hashable, Comparable, Sendable {
    package let number: UInt16

    package init(number: UInt16) { self.number = number }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// The names that codes stand for.
package struct Names<Subject>: Hashable, Sendable {
    package let all: [String]

    package subscript(code: Code<Subject>) -> String { all[Int(code.number)] }

    /// `nil` when the name does not occur.
    package func code(of name: String) -> Code<Subject>? {
        all.firstIndex(of: name).map { Code(number: UInt16($0)) }
    }

    package var codes: [Code<Subject>] { all.indices.map { Code(number: UInt16($0)) } }
}
