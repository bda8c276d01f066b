import Demo
package import Kernel
import People
import Storage
import Timeline

/// The demo company on a line of its own.
package struct DemoLoading: Sendable {
    let line: Line
    private let configuration: Configuration

    package init(_ installation: Installation, _ configuration: Configuration) {
        (line, self.configuration) = (installation.line, configuration)
    }

    /// Puts the company on the line, unless it stands there already.
    ///
    /// - Parameter progress: touchpoints written so far, and about how many there will be.
    /// - Returns: how many touchpoints were written.
    /// - Throws: `conflict` where a server is at work, or something else stands on the line: it would be mixed with what never was.
    package func load(customers: Int = 5_000, now: Instant, progress: @Sendable (Int, Int) -> Void) async throws -> Int {
        let isThere = try await line.database.read { try $0.first("SELECT 1 FROM subscription WHERE name = 'demo'") != nil }
        guard !isThere else { return 0 }
        let lock = try configuration.databaseURL == nil ? ServerLock(in: configuration.directory) : nil
        defer { withExtendedLifetime(lock) {} }
        try await requireEmpty()
        let source = try await line.source("demo", name: "Demo company", medium: .demo)
        let company = DemoCompany(customers: customers, until: now)
        var (batch, written): ([NewTouchpoint], Int) = ([], 0)
        for touchpoint in company.touchpoints {
            batch.append(touchpoint)
            guard batch.count == 5_000 else { continue }
            written += try await line.append(batch, from: source).accepted
            batch.removeAll(keepingCapacity: true)
            progress(written, company.expectedCount)
        }
        written += try await line.append(batch, from: source).accepted
        let companies = CompanyStore()
        try await line.database.write { [written] tx in
            let numbers = try companies.numbers(of: Set(company.accounts.map(\.key)), in: tx)
            for account in company.accounts {
                guard let number = numbers[account.key] else { continue }
                try companies.record(account.traits, of: number, at: now, source: source.id, in: tx)
            }
            try tx.run("INSERT INTO subscription (name, position) VALUES ('demo', \(written)) ON CONFLICT (name) DO NOTHING")
        }
        try await bringLetters(from: source, now: now)
        return written
    }

    /// One that was begun and not finished is gone on with.
    private func requireEmpty() async throws {
        let isUsed = try await line.database.read { session in
            try session.first(
                """
                SELECT 1 FROM touchpoint WHERE source NOT IN (SELECT id FROM source WHERE medium = 'demo') LIMIT 1
                """) != nil
        }
        guard isUsed else { return }
        throw Failure.conflict(
            "This installation holds touchpoints of yours: the demo company comes into an empty one. Name another directory: --directory demo.")
    }
}
