import Analytics

extension Retention {
    /// How many months after the first anything is known of.
    var depth: Int { cohorts.compactMap { $0.months.lastIndex { $0 != nil } }.max() ?? 0 }
}
