/// Looks for people who may be one. Nothing is joined here, and nobody is told who is who: the data alone says how much it tells.
///
///     let findings = DuplicateSearch().run(roster)
package struct DuplicateSearch: Sendable {
    package var limits = GroupingLimits()
    /// Pairs that are known not to be one, by the places at which they were added to the roster.
    package var apart: [(Int, Int)] = []

    package init() {}

    /// The same for the same records in whatever order. 50,000 of them take about a quarter of a minute and 200 MB.
    package func run(_ roster: Roster) -> DuplicateFindings {
        let comparer = PairComparer(roster)
        guard roster.count > 1, !comparer.columns.isEmpty else { return DuplicateFindings(groups: [], suggestions: [], candidates: 0) }
        let candidates = Blocks(Traces(roster)).pairs(of: roster.count)
        let patterns = candidates.map { comparer.pattern(Int($0.one), Int($0.other)) }
        let model = MatchLearning.model(roster, comparer, candidates: candidates, patterns: patterns)
        let scorer = PairScorer(comparer, model)
        var grouping = Grouping(scorer, recordCount: roster.count, limits: limits, apart: pairsApart(roster))
        let groups = grouping.run(candidates, patterns)
        let suggestions = grouping.joins.map { suggestion($0, scorer, roster) }
        return DuplicateFindings(
            groups: groups.map { $0.map { roster.origins[Int($0)] }.sorted() }.sorted { $0[0] < $1[0] },
            suggestions: suggestions.sorted { ($1.probability, $0.one, $0.other) < ($0.probability, $1.one, $1.other) }, candidates: candidates.count)
    }

    private func pairsApart(_ roster: Roster) -> [RecordPair] {
        guard !apart.isEmpty else { return [] }
        var places = [Int32](repeating: 0, count: roster.count)
        for (place, origin) in roster.origins.enumerated() { places[origin] = Int32(place) }
        return apart.map { RecordPair(places[$0.0], places[$0.1]) }
    }

    /// The two records that say most for the join, one of each group.
    private func suggestion(_ join: Grouping.Join, _ scorer: PairScorer, _ roster: Roster) -> DuplicateSuggestion {
        var best: (pair: RecordPair, evidence: Double)?
        for one in join.one {
            for other in join.other {
                let pair = RecordPair(one, other)
                let evidence = scorer.evidence(pair, scorer.comparer.pattern(Int(pair.one), Int(pair.other)))
                if evidence > best?.evidence ?? -.infinity { best = (pair, evidence) }
            }
        }
        let pair = best?.pair ?? RecordPair(join.one[0], join.other[0])
        return DuplicateSuggestion(
            roster.origins[Int(pair.one)], roster.origins[Int(pair.other)], probability: join.probability, reasons: scorer.reasons(pair))
    }
}

/// What a search has found.
package struct DuplicateFindings: Sendable {
    /// Those who are probably one, by the places at which they were added to the roster; two and more each.
    package let groups: [[Int]]
    /// As many as it takes to join the groups, the surest first.
    package let suggestions: [DuplicateSuggestion]
    /// How many pairs were compared.
    package let candidates: Int
}

/// Two who may be one, and why.
package struct DuplicateSuggestion: Hashable, Sendable {
    package let one: Int
    package let other: Int
    /// 0…1.
    package let probability: Double
    /// The weightiest first.
    package let reasons: [DuplicateReason]

    init(_ a: Int, _ b: Int, probability: Double, reasons: [DuplicateReason]) {
        (one, other) = (min(a, b), max(a, b))
        (self.probability, self.reasons) = (probability, reasons)
    }
}
