import Kernel
import Storage
import Timeline
import Web

/// Benchmarks that staff have entered.
struct BenchmarkStore: Sendable {
    let database: any Database
    let recording: SettingsChange.Recording

    /// The latest days first.
    func all() async throws -> [Benchmark] {
        try await database.read { session in
            try session.rows("SELECT * FROM benchmark ORDER BY last_day DESC, name, id LIMIT \(Benchmark.most)").map(Benchmark.init)
        }
    }

    func add(_ benchmark: Benchmark, by staff: Viewer) async throws {
        try await database.write { [recording] tx in
            let count: Int64 = try tx.value("SELECT COUNT(*) FROM benchmark") ?? 0
            guard count < Int64(Benchmark.most) else { throw Failure.conflict("There are \(Benchmark.most) benchmarks already: remove one first.") }
            try tx.run(
                """
                INSERT INTO benchmark (id, sort, name, nps, answers, first_day, last_day, origin, staff, entered_at) VALUES
                (\(benchmark.id), \(benchmark.sort.rawValue), \(benchmark.name), \(benchmark.nps), \(benchmark.answers), \(benchmark.first.start),
                \(benchmark.last.start), \(benchmark.origin), \(staff.id), \(tx.now))
                """)
            try recording(SettingsChange(action: .benchmarkAdded, subject: benchmark.name, detail: "\(benchmark.nps)", staff: staff.id), tx)
        }
    }

    func find(_ id: ID<Benchmark>) async throws -> Benchmark {
        let found = try await database.read { try $0.rows("SELECT * FROM benchmark WHERE id = \(id)").map(Benchmark.init).first }
        guard let found else { throw Failure.missing("This benchmark") }
        return found
    }

    func change(_ benchmark: Benchmark, by staff: Viewer) async throws {
        try await database.write { [recording] tx in
            let changed = try tx.run(
                """
                UPDATE benchmark SET sort = \(benchmark.sort.rawValue), name = \(benchmark.name), nps = \(benchmark.nps),
                answers = \(benchmark.answers), first_day = \(benchmark.first.start), last_day = \(benchmark.last.start),
                origin = \(benchmark.origin), staff = \(staff.id), entered_at = \(tx.now) WHERE id = \(benchmark.id)
                """)
            guard changed > 0 else { throw Failure.missing("This benchmark") }
            try recording(SettingsChange(action: .benchmarkChanged, subject: benchmark.name, detail: "\(benchmark.nps)", staff: staff.id), tx)
        }
    }

    func remove(_ id: ID<Benchmark>, by staff: Viewer) async throws {
        try await database.write { [recording] tx in
            guard let name: String = try tx.value("SELECT name FROM benchmark WHERE id = \(id)") else { throw Failure.missing("This benchmark") }
            try tx.run("DELETE FROM benchmark WHERE id = \(id)")
            try recording(SettingsChange(action: .benchmarkRemoved, subject: name, detail: "", staff: staff.id), tx)
        }
    }
}

extension Benchmark {
    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        sort = Sort(rawValue: try row.get("sort")) ?? .competitor
        (name, nps, answers, origin) = (try row.get("name"), try row.get("nps"), try row.find("answers"), try row.get("origin"))
        (first, last) = (try row.get("first_day", as: Instant.self).day, try row.get("last_day", as: Instant.self).day)
    }
}
