import Access

extension Server {
    /// The key of a new source, which nobody can see again.
    package func writeKey(forNewSource name: String) async throws -> String { try await access.writeKey(forNewSource: name) }
}
