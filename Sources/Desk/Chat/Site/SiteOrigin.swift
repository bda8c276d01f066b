import Kernel

/// Where pages come from that carry a chat: scheme, host and port, as browsers say it (RFC 6454).
struct SiteOrigin: Hashable, Sendable {
    /// `https://shop.example`
    let text: String

    static let most = 50

    /// - Throws: `invalid` for what is no origin; nothing may follow the host and the port.
    init(_ text: String) throws {
        let lower = text.lowercased()
        let rest = lower.hasSuffix("/") ? String(lower.dropLast()) : lower
        guard let found = rest.wholeMatch(of: /(https?):\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?/) else {
            throw Failure.invalid("origins", "must be addresses such as https://shop.example, one in each line, with nothing behind the host")
        }
        let (scheme, host, port) = (found.1, found.2, found.3)
        // Browsers leave out the usual port.
        let isUsual = port == (scheme == "https" ? "443" : "80")
        self.text = "\(scheme)://\(host)" + (port.map { isUsual ? "" : ":\($0)" } ?? "")
    }

    /// One in each line.
    ///
    /// - Throws: `invalid` for none, for more than fifty, and for one that is none.
    static func lines(_ text: String) throws -> [SiteOrigin] {
        let origins = try text.split(whereSeparator: \.isNewline).map { $0.filter { $0 != " " && $0 != "\t" } }.filter { !$0.isEmpty }.map {
            try SiteOrigin($0)
        }
        try Failure.require((1...most).contains(origins.count), "origins", "must be 1 to \(most) addresses, one in each line")
        return origins
    }
}
