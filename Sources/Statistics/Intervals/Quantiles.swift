/// The value below which a share `p` of the values lies, with a line drawn between neighbours: definition 7 of
/// Hyndman & Fan 1996, which R and NumPy use unless told otherwise.
///
/// - Parameters:
///   - p: 0…1; 0.5 is the median.
///   - sorted: ascending.
/// - Returns: `nil` of no values.
package func quantile(_ p: Double, ofSorted sorted: [Int64]) -> Double? {
    guard p >= 0, p <= 1, let last = sorted.indices.last else { return nil }
    let place = p * Double(last)
    let below = Int(place)
    let low = Double(sorted[below])
    return low + (place - Double(below)) * (Double(sorted[min(below + 1, last)]) - low)
}
