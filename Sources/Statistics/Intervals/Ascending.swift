/// The values in ascending order. Long lists go through a radix sort, digit by digit from the lowest, only over the digits in which they differ.
package func ascending(_ values: [Int64]) -> [Int64] {
    if zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) { return values }
    guard values.count > 512, let low = values.min(), let high = values.max() else { return values.sorted() }
    let (span, overflows) = high.subtractingReportingOverflow(low)
    guard !overflows else { return values.sorted() }
    var (from, to) = (values, values)
    var shift: Int64 = 0
    while shift < 63, span >> shift > 0 {
        sortByDigit(from, shift, low, into: &to)
        swap(&from, &to)
        shift += 11
    }
    return from
}

/// A stable pass over one digit of eleven bits of `value − low`.
private func sortByDigit(_ values: [Int64], _ shift: Int64, _ low: Int64, into sorted: inout [Int64]) {
    var places = Array(repeating: 0, count: 2_048)
    values.withUnsafeBufferPointer { values in
        sorted.withUnsafeMutableBufferPointer { sorted in
            for value in values { places[Int(truncatingIfNeeded: (value &- low) >> shift) & 2_047] += 1 }
            var sum = 0
            for digit in places.indices { (places[digit], sum) = (sum, sum + places[digit]) }
            for value in values {
                let digit = Int(truncatingIfNeeded: (value &- low) >> shift) & 2_047
                sorted[places[digit]] = value
                places[digit] += 1
            }
        }
    }
}
