package import Kernel

extension JobStore {
    package func find(_ id: ID<Job>, _ reading: some Reading) throws -> Job? {
        try reading.first("SELECT * FROM job WHERE id = \(id)").map(Job.init)
    }

    package func find(key: String, _ reading: some Reading) throws -> Job? {
        try reading.first("SELECT * FROM job WHERE key = \(key)").map(Job.init)
    }

    /// Of each name so many that are done are listed: what is done by the thousand must not hide the rest.
    private static let mostDoneOfAName = 5

    /// Those of a state: what is due first, or was settled last, first.
    package func list(_ state: Job.State, at now: Instant, limit: Int = 50, _ reading: some Reading) throws -> [Job] {
        let isOpen: SQL = "finished_at IS NULL AND abandoned_at IS NULL"
        let chosen: SQL =
            switch state {
            case .waiting: "\(isOpen) AND (leased_until IS NULL OR leased_until <= \(now)) ORDER BY due_at, id"
            case .running: "\(isOpen) AND leased_until > \(now) ORDER BY due_at, id"
            case .failed: "abandoned_at IS NOT NULL AND dismissed_at IS NULL ORDER BY abandoned_at DESC, id"
            case .done:
                """
                id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY name ORDER BY finished_at DESC, id) AS place
                FROM job WHERE finished_at IS NOT NULL) AS ranked WHERE place <= \(Self.mostDoneOfAName)) ORDER BY finished_at DESC, id
                """
            case .dismissed: "dismissed_at IS NOT NULL ORDER BY dismissed_at DESC, id"
            }
        return try reading.rows("SELECT * FROM job WHERE \(chosen) LIMIT \(limit)").map(Job.init)
    }

    package func figures(at now: Instant, _ reading: some Reading) throws -> JobFigures {
        let isOpen: SQL = "finished_at IS NULL AND abandoned_at IS NULL"
        let isFree: SQL = "\(isOpen) AND (leased_until IS NULL OR leased_until <= \(now))"
        func count(_ condition: SQL) throws -> Int { try reading.value("SELECT COUNT(*) FROM job WHERE \(condition)") ?? 0 }
        var figures = JobFigures(waiting: try count(isFree))
        figures.late = try count("\(isFree) AND due_at < \(now.adding(.minutes(-1)))")
        figures.running = try count("\(isOpen) AND leased_until > \(now)")
        figures.abandoned = try count("abandoned_at IS NOT NULL AND dismissed_at IS NULL")
        return figures
    }
}
