/// p-values of several questions that were asked at once, so that of what is then called a finding at most so large a share is chance
/// (Benjamini & Hochberg 1995). In the order in which they came.
package func adjusted(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var (adjusted, least) = (values, 1.0)
    for (rank, place) in order.enumerated().reversed() {
        least = min(least, values[place] * Double(values.count) / Double(rank + 1))
        adjusted[place] = least
    }
    return adjusted
}
