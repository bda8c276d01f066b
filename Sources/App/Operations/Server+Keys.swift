import Access
import Storage
import Timeline

extension Server {
    /// The key of a new source, which nobody can see again.
    package func writeKey(forNewSource name: String) async throws -> String { try await access.writeKey(forNewSource: name) }

    /// Whether a source is called so already.
    package func hasSource(called name: String) async throws -> Bool {
        try await installation.database.read { [sources = installation.line.sources] in try sources.list($0).contains { $0.name == name } }
    }
}
