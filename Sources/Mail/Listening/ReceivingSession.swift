/// What is answered to a server that brings mail, line by line: SMTP (RFC 5321) and LMTP (RFC 2033). Pure.
struct ReceivingSession {
    enum Step: Hashable {
        case answer(String)
        /// Whether there is a mailbox of this address is to be found out.
        case find(String)
        case takeMessage
        /// After the answer the connection is closed.
        case close(String)
    }

    static let mostRecipients = 100

    let host: String
    private(set) var isLocal = false
    private(set) var sender: String?
    private(set) var recipients: [String] = []
    private var hasGreeted = false
    private var mistakes = 0

    init(host: String) { self.host = host }

    mutating func take(_ line: String) -> Step {
        let (verb, rest) = Self.split(line)
        switch verb {
        case "HELO": return greet(isLocal: false, ["250 \(host)"])
        case "EHLO", "LHLO": return greet(isLocal: verb == "LHLO", extensions)
        case "MAIL": return mail(rest)
        case "RCPT": return recipient(rest)
        case "DATA":
            guard !recipients.isEmpty else { return mistake("503 5.5.1 Say first whom it is for") }
            return .takeMessage
        case "RSET":
            reset()
            return .answer("250 2.0.0 Forgotten")
        case "NOOP": return .answer("250 2.0.0 Still here")
        case "VRFY": return .answer("252 2.1.5 Send it, and see")
        case "QUIT": return .close("221 2.0.0 Goodbye")
        default: return mistake("500 5.5.1 That is no command here")
        }
    }

    /// What was found out about whom it is for; `nil` when nobody can say now.
    mutating func found(_ address: String, isKnown: Bool?) -> String {
        guard let isKnown else { return "451 4.3.0 Try again later" }
        guard isKnown else { return "550 5.1.1 There is no mailbox \(address) here" }
        recipients.append(address)
        return "250 2.1.5 \(address) is here"
    }

    mutating func reset() { (sender, recipients) = (nil, []) }

    // MARK: - Parts

    private var extensions: [String] { ["250-\(host)", "250-SIZE \(MailLimits.size)", "250-8BITMIME", "250-PIPELINING", "250 ENHANCEDSTATUSCODES"] }

    private mutating func greet(isLocal: Bool, _ lines: [String]) -> Step {
        reset()
        (hasGreeted, self.isLocal) = (true, isLocal)
        return .answer(lines.joined(separator: "\r\n"))
    }

    private mutating func mail(_ rest: String) -> Step {
        guard hasGreeted else { return mistake("503 5.5.1 Say hello first") }
        guard sender == nil else { return mistake("503 5.5.1 One message at a time") }
        guard let (address, parameters) = Self.address(rest, behind: "FROM:") else { return mistake("501 5.5.4 That is no sender") }
        for parameter in parameters where parameter.hasPrefix("SIZE=") && Int(parameter.dropFirst(5)) ?? 0 > MailLimits.size {
            return .answer("552 5.3.4 Messages may have \(MailLimits.size) bytes at most")
        }
        sender = address
        return .answer("250 2.1.0 Go on")
    }

    private mutating func recipient(_ rest: String) -> Step {
        guard sender != nil else { return mistake("503 5.5.1 Say first whom it is from") }
        guard recipients.count < Self.mostRecipients else { return .answer("452 4.5.3 \(Self.mostRecipients) recipients at once are the most") }
        guard let (address, _) = Self.address(rest, behind: "TO:"), MailAddress.isAddress(address) else {
            return mistake("501 5.1.3 That is no address")
        }
        return .find(address)
    }

    /// Who talks nonsense for long is no server of mail.
    private mutating func mistake(_ answer: String) -> Step {
        mistakes += 1
        return mistakes > 20 ? .close("421 4.7.0 Too many mistakes") : .answer(answer)
    }

    private static func split(_ line: String) -> (verb: String, rest: String) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        return (parts.first?.uppercased() ?? "", parts.count > 1 ? parts[1] : "")
    }

    /// `FROM:<kim@example.com> SIZE=12` → the address and what else is said.
    private static func address(_ text: String, behind name: String) -> (String, [String])? {
        guard text.uppercased().hasPrefix(name), let open = text.firstIndex(of: "<"), let close = text.lastIndex(of: ">"), open < close else {
            return nil
        }
        guard text[text.index(text.startIndex, offsetBy: name.count)..<open].allSatisfy({ $0 == " " }) else { return nil }
        let parameters = text[text.index(after: close)...].split(separator: " ").map { $0.uppercased() }
        return (String(text[text.index(after: open)..<close]), parameters)
    }
}
