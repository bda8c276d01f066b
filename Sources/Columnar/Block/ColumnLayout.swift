/// Where each column of a block lies, in bytes from its beginning; each begins at a whole cache line.
struct ColumnLayout: Hashable, Sendable {
    let counts: BlockCounts
    let persons, starts, times, positions, kinds, channels, sentiments: Int
    let scorePlaces, scoreValues, scoreWeights, scoreScales: Int
    let valuePlaces, valueMinors, valueCurrencies: Int
    let size: Int

    /// Bytes before the first column.
    static let header = 4_096

    init(_ counts: BlockCounts) {
        var end = Self.header
        func column(_ count: Int, of width: Int) -> Int {
            defer { end = (end + count * width + 63) / 64 * 64 }
            return end
        }
        self.counts = counts
        persons = column(counts.lines, of: 4)
        starts = column(counts.lines + 1, of: 4)
        times = column(counts.touches, of: 8)
        positions = column(counts.touches, of: 4)
        kinds = column(counts.touches, of: 2)
        channels = column(counts.touches, of: 2)
        sentiments = column(counts.touches, of: 4)
        scorePlaces = column(counts.scores, of: 4)
        scoreValues = column(counts.scores, of: 8)
        scoreWeights = column(counts.scores, of: 8)
        scoreScales = column(counts.scores, of: 1)
        valuePlaces = column(counts.values, of: 4)
        valueMinors = column(counts.values, of: 8)
        valueCurrencies = column(counts.values, of: 2)
        size = end
    }
}

/// How much there is in a block.
struct BlockCounts: Hashable, Sendable {
    var lines = 0, touches = 0, scores = 0, values = 0
}
