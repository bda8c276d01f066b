/// What touches carry – the number of an order, a carrier – by their positions. Equal values have equal codes.
package struct TouchValues: Hashable, Sendable {
    private let codes: [UInt32]

    /// - Parameter codes: by position, up to the last that carries one; 0 where a touch carries none.
    package init(_ codes: [UInt32]) { self.codes = codes }

    /// `nil` where the touch carries none.
    @inline(__always)
    package subscript(position: Int64) -> UInt32? {
        guard position < codes.count else { return nil }
        let code = codes[Int(position)]
        return code == 0 ? nil : code
    }
}
