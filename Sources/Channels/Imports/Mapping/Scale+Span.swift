import Timeline

extension Scale {
    /// `nps, 0 to 10`
    var span: String { "\(key), \(Int(range.lowerBound)) to \(Int(range.upperBound))" }
}
