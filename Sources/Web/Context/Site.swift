/// Where the installation is reached: `https://cx.example.com`.
package struct Site: Hashable, Sendable {
    /// Scheme, host and port, without a slash at the end.
    package let origin: String
    /// Addresses of the proxies whose `X-Forwarded-For` is believed.
    package let trustedProxies: Set<String>

    package init(origin: String, trustedProxies: Set<String> = []) {
        self.origin = origin.hasSuffix("/") ? String(origin.dropLast()) : origin
        self.trustedProxies = trustedProxies
    }

    package var isSecure: Bool { origin.hasPrefix("https://") }

    /// The full address of a path of ours, for mails and links from elsewhere.
    package func address(of path: String) -> String { origin + path }

    package static let local = Site(origin: "http://localhost:8080")
}
