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

/// Where the median lies: from the value at the place n/2 − 1.96 · √n/2 to that at 1 + n/2 + 1.96 · √n/2, counted from 1 and rounded
/// (W. J. Conover, *Practical Nonparametric Statistics*, 3rd edition, 1999).
///
/// - Parameter sorted: ascending.
/// - Returns: `nil` of so few values that they reach beyond the first or the last.
package func medianInterval(ofSorted sorted: [Int64]) -> ClosedRange<Int64>? {
    let (half, reach) = (Double(sorted.count) / 2, Normal.z95 * Double(sorted.count).squareRoot() / 2)
    let (low, high) = (Int((half - reach).rounded()), Int((1 + half + reach).rounded()))
    guard low >= 1, high <= sorted.count else { return nil }
    return sorted[low - 1]...sorted[high - 1]
}
