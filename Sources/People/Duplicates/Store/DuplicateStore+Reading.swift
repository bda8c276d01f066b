package import Storage

extension DuplicateStore {
    /// Whether anybody has ever said what became of a suggestion.
    package func hasDecisions(_ reading: some Reading) throws -> Bool { try reading.first("SELECT 1 FROM duplicate_decision LIMIT 1") != nil }

    /// What waits for somebody's word, the surest first; `after` is the last one of the page before.
    package func open(after last: DuplicateCase? = nil, limit: Int = 50, _ reading: some Reading) throws -> [DuplicateCase] {
        let place: SQL =
            last.map { last in
                """
                (probability < \(last.probability) OR (probability = \(last.probability)
                AND (suggestion.one > \(last.one) OR (suggestion.one = \(last.one) AND suggestion.other > \(last.other)))))
                """
            } ?? "1 = 1"
        return try reading.rows(
            """
            \(Self.cases) WHERE a.person <> b.person AND outcome IS NULL AND \(place)
            ORDER BY probability DESC, suggestion.one, suggestion.other LIMIT \(limit)
            """
        ).map(DuplicateCase.init)
    }

    /// One suggestion, whatever became of it.
    package func find(_ one: Int64, _ other: Int64, _ reading: some Reading) throws -> DuplicateCase? {
        try reading.first("\(Self.cases) WHERE suggestion.one = \(min(one, other)) AND suggestion.other = \(max(one, other))").map(DuplicateCase.init)
    }

    /// What was suggested for one person and is still open, the surest first.
    package func open(of person: Int64, _ reading: some Reading) throws -> [DuplicateCase] {
        try reading.rows(
            """
            \(Self.cases) WHERE (a.person = \(person) OR b.person = \(person)) AND a.person <> b.person AND outcome IS NULL
            ORDER BY probability DESC, suggestion.one, suggestion.other LIMIT 20
            """
        ).map(DuplicateCase.init)
    }

    /// How many wait.
    package func openCount(_ reading: some Reading) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM (\(Self.cases) WHERE a.person <> b.person AND outcome IS NULL) AS waiting") ?? 0
    }

    private static let cases: SQL = """
        SELECT suggestion.one, suggestion.other, probability, reasons, found_at, outcome, a.person AS first_person, b.person AS second_person
        FROM duplicate_suggestion AS suggestion
        JOIN identifier AS a ON a.id = suggestion.one JOIN identifier AS b ON b.id = suggestion.other
        LEFT JOIN duplicate_decision AS decision ON decision.one = suggestion.one AND decision.other = suggestion.other
        """
}

extension DuplicateCase {
    init(_ row: Row) throws {
        let outcome: String? = try row.find("outcome")
        self.init(
            one: try row.get("one"), other: try row.get("other"), people: [try row.get("first_person"), try row.get("second_person")],
            probability: try row.get("probability"), reasons: try DuplicateReasonJSON.reasons(try row.get("reasons")),
            foundAt: try row.get("found_at"), state: outcome.flatMap(State.init) ?? .open)
    }
}
