/// How two records agree, attribute by attribute, in four bits each.
struct PairPattern: Hashable, Sendable {
    private(set) var bits: UInt64 = .max

    private static let unknown: UInt64 = 15

    /// `nil` where one of the two has no value.
    subscript(attribute: Int) -> Agreement? {
        get { Agreement(rawValue: UInt8(truncatingIfNeeded: bits >> UInt64(4 * attribute) & Self.unknown)) }
        set {
            let shift = UInt64(4 * attribute)
            bits = bits & ~(Self.unknown << shift) | (newValue.map { UInt64($0.rawValue) } ?? Self.unknown) << shift
        }
    }
}
