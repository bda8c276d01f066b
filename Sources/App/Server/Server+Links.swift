import Access
import Desk
import Timeline

/// Links for whoever started the server.
extension Server {
    /// `nil` when somebody works here already.
    package func firstRunLink(at address: String) async throws -> String? { try await access.firstRunLink(base: address) }

    /// Under the address by which browsers reach the server.
    package func passwordLink(for email: String) async throws -> String {
        try await access.passwordLink(for: email, base: configuration.publicURL ?? "http://\(configuration.host):\(configuration.port)")
    }

    package func demoSignIn(at address: String) async throws -> String { try await access.demoSignIn(base: address) }

    /// The page of a shop that carries the chat.
    package func demoShop(at address: String) async throws -> String {
        let source = try await installation.line.source("alderdesk-shop", name: "Alderdesk shop", medium: .http)
        try await desk.setUpDemo(at: source, address: address)
        return "\(address)/chat/example?key=\(try await access.demoKey(forSource: source.id))"
    }
}
