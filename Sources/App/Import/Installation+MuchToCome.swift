import Schema
import Storage

extension Installation {
    /// Runs an import. If it brings far more than is there, and nobody else is at work here, it goes without the indexes that serve
    /// reading alone, which are made at its end; if it is killed before, by whoever opens the installation next.
    ///
    /// - Parameters:
    ///   - expected: about how many touchpoints will come.
    ///   - indexing: called before each index that is made: how many are done, how many there are.
    package func bringing<Answer>(
        about expected: Int64, indexing: @Sendable (Int, Int) -> Void, _ work: () async throws -> Answer
    ) async throws -> Answer {
        let there: Int64 = try await database.read { try $0.value("SELECT COALESCE(MAX(position), 0) FROM touchpoint") ?? 0 }
        guard expected >= 200_000, expected > 4 * there, let presence, presence.takeAlone() else { return try await work() }
        defer { presence.share() }
        try await database.write { try Schema.dropLineIndexes(in: $0) }
        try await database.hurry(true)
        do {
            let answer = try await work()
            try await Schema.makeLineIndexes(database, progress: indexing)
            try await database.hurry(false)
            return answer
        } catch {
            // What ended the import is what is worth telling; the next opening tries again.
            try? await Schema.makeLineIndexes(database, progress: indexing)
            // The same holds for what a commit promises: a new process begins with the usual promise.
            try? await database.hurry(false)
            throw error
        }
    }
}
