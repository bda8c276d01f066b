/// A server of a mailbox, and how to be let in.
package struct MailServer: Hashable, Sendable {
    package var host: String
    package var port: Int
    package var security: Security
    /// Empty where nobody is asked who they are.
    package var user: String
    package var password: String

    package init(host: String, port: Int, security: Security, user: String = "", password: String = "") {
        (self.host, self.port, self.security, self.user, self.password) = (host, port, security, user, password)
    }

    package enum Security: String, Sendable, CaseIterable {
        /// From the first byte on.
        case tls
        /// The connection is made secure before anything is said; a server that cannot is not spoken to.
        case startTLS = "starttls"
        /// For a server on the same machine.
        case none
    }
}

/// Why a server of mail did not do what it was asked.
package struct MailFault: Error, Hashable, Sendable {
    package enum Step: String, Sendable, CaseIterable {
        /// Nobody answers there.
        case connection
        /// It is not who it should be, or cannot keep the connection secret.
        case security
        /// It does not let us in.
        case identity
        /// It answered with no.
        case refusal
        /// It said nothing for too long, or something that makes no sense.
        case silence
    }

    package let step: Step
    /// What it said, in its own words.
    package let said: String

    package init(_ step: Step, _ said: String) { (self.step, self.said) = (step, String(said.oneLine.prefix(300))) }

    /// As it is kept: `identity: 535 5.7.8 No`.
    package var kept: String { "\(step.rawValue): \(said)" }

    /// `nil` for what is none.
    package init?(kept: String) {
        let parts = kept.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let step = Step(rawValue: String(parts[0])) else { return nil }
        self.init(step, String(parts[1]))
    }
}
