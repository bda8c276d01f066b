import Access

/// Links for whoever started the server.
extension Server {
    /// `nil` when somebody works here already.
    package func firstRunLink(at address: String) async throws -> String? { try await access.firstRunLink(base: address) }

    package func demoSignIn(at address: String) async throws -> String { try await access.demoSignIn(base: address) }
}
