/// A value as a run of Unicode scalars, borrowed from where it is kept.
typealias Letters = UnsafeBufferPointer<UInt32>

/// How many single steps – insert, delete, replace, exchange neighbours – lead from one to the other
/// (optimal string alignment; Damerau 1964).
///
/// - Returns: at most `limit` + 1, which means "more than the limit".
func editDistance(_ a: Letters, _ b: Letters, limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var (aEnd, bEnd) = (a.count, b.count)
    while aEnd > start, bEnd > start, a[aEnd - 1] == b[bEnd - 1] { (aEnd, bEnd) = (aEnd - 1, bEnd - 1) }
    let (rows, columns) = (aEnd - start, bEnd - start)
    if rows == 0 || columns == 0 { return min(max(rows, columns), limit + 1) }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * (columns + 1)) { table in
        var (before, last, row) = (0, columns + 1, 2 * (columns + 1))
        for j in 0...columns { table[last + j] = j }
        for i in 1...rows {
            table[row] = i
            var best = i
            for j in 1...columns {
                let (x, y) = (a[start + i - 1], b[start + j - 1])
                var cost = min(table[last + j] + 1, table[row + j - 1] + 1, table[last + j - 1] + (x == y ? 0 : 1))
                if i > 1, j > 1, x == b[start + j - 2], a[start + i - 2] == y { cost = min(cost, table[before + j - 2] + 1) }
                table[row + j] = cost
                best = min(best, cost)
            }
            if best > limit { return limit + 1 }
            (before, last, row) = (last, row, before)
        }
        return min(table[last + columns], limit + 1)
    }
}

/// Likeness of two short texts, 0…1; a common beginning counts more (Winkler 1990: weight 0.1, at most four letters).
func jaroWinkler(_ a: Letters, _ b: Letters) -> Double {
    let jaro = jaro(a, b)
    var prefix = 0
    while prefix < min(4, a.count, b.count), a[prefix] == b[prefix] { prefix += 1 }
    return jaro > 0.7 ? jaro + 0.1 * Double(prefix) * (1 - jaro) : jaro
}

private func jaro(_ a: Letters, _ b: Letters) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    let reach = max(0, max(a.count, b.count) / 2 - 1)
    return withUnsafeTemporaryAllocation(of: Bool.self, capacity: a.count + b.count) { taken in
        taken.initialize(repeating: false)
        var matches = 0
        for i in a.indices {
            var j = max(0, i - reach)
            let end = min(b.count, i + reach + 1)
            while j < end {
                if !taken[a.count + j], a[i] == b[j] {
                    taken[i] = true
                    taken[a.count + j] = true
                    matches += 1
                    break
                }
                j += 1
            }
        }
        guard matches > 0 else { return 0 }
        var (outOfPlace, j) = (0, 0)
        for i in a.indices where taken[i] {
            while !taken[a.count + j] { j += 1 }
            if a[i] != b[j] { outOfPlace += 1 }
            j += 1
        }
        let found = Double(matches)
        return (found / Double(a.count) + found / Double(b.count) + (found - Double(outOfPlace / 2)) / found) / 3
    }
}
