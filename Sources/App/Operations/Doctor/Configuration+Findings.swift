import Foundation

extension Configuration {
    /// Each value and where it came from; no secrets.
    var findings: [Finding] {
        let values: [(String, String?)] = [
            ("directory", directory), ("database", databaseURL.map(Self.withoutPassword)), ("host", host), ("port", "\(port)"),
            ("public-url", publicURL.map(Self.withoutPassword)), ("metrics-port", metricsPort.map { "\($0)" }),
            ("mail-port", mailPort.map { "\(mailHost):\($0)" }),
            ("events-per-second", "\(eventsPerSecond)"),
        ]
        return values.map { name, value in Finding(name, "\(value ?? "–")  (\(origins[name] ?? "default"))") }
    }

    /// The address as somebody may see it: what stands between the name and the @, and behind `password=`, is left out.
    static func withoutPassword(_ address: String) -> String {
        address
            .replacing(/\/\/([^:@\/]*):[^\/]*@/) { "//\($0.output.1):…@" }
            .replacing(/(?i)(password|passfile|sslkey)=[^&]*/) { "\($0.output.1)=…" }
    }
}
