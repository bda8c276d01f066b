/// What touches carry – the number of an order, a carrier – by their positions. Equal values have equal codes.
package struct TouchValues: Hashable, Sendable {
    private let codes: [Int64: UInt32]

    /// - Parameter codes: by the position of a touch.
    package init(_ codes: [Int64: UInt32]) { self.codes = codes }

    /// `nil` where the touch carries none.
    package subscript(position: Int64) -> UInt32? { codes[position] }
}
