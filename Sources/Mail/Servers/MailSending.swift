import CCurl

/// Hands messages to the server that sends them (RFC 5321).
package enum MailSending {
    package enum Outcome: Hashable, Sendable {
        /// The server has taken it upon itself.
        case accepted
        /// It will not, now or later.
        case refused(MailFault)
        /// It did not, and may later.
        case later(MailFault)
        /// All of it was handed over, and no answer came: it may be on its way or not.
        case unknown(MailFault)
    }

    /// So long a server may take for a message.
    private static let seconds = 300

    package static func send(_ message: [UInt8], from: String, to: [String], by server: MailServer, as name: String) async -> Outcome {
        do { return try await MailThreads.run { sent(message, from, to, server, name) } } catch { return .later(MailFault(.connection, "\(error)")) }
    }

    /// Whether the server would let us send: as far as it can be told without a message.
    ///
    /// - Returns: what it answered.
    /// - Throws: `MailFault`.
    package static func tried(_ server: MailServer, as name: String) async throws -> String {
        try await MailThreads.run {
            let handle = try CurlHandle(server, scheme: "smtp", path: name, seconds: 30)
            handle.text(CURLOPT_CUSTOMREQUEST, "NOOP")
            handle.number(CURLOPT_NOBODY, 1)
            let code = handle.perform()
            guard code == CURLE_OK else { throw handle.fault(code) }
            return handle.reply
        }
    }

    private static func sent(_ message: [UInt8], _ from: String, _ to: [String], _ server: MailServer, _ name: String) -> Outcome {
        do {
            let handle = try CurlHandle(server, scheme: "smtp", path: name, seconds: seconds)
            var list: UnsafeMutablePointer<curl_slist>?
            for address in to { list = curl_slist_append(list, "<\(address)>") }
            defer { curl_slist_free_all(list) }
            handle.text(CURLOPT_MAIL_FROM, "<\(from)>")
            _ = throughline_curl_list(handle.curl, CURLOPT_MAIL_RCPT, list)
            handle.send(message)
            let code = handle.perform()
            return outcome(code, handle)
        } catch let fault as MailFault { return .later(fault) } catch { return .later(MailFault(.connection, "\(error)")) }
    }

    private static func outcome(_ code: CURLcode, _ handle: CurlHandle) -> Outcome {
        let (fault, answer) = (handle.fault(code), Int(handle.reply.prefix(3)) ?? 0)
        if code == CURLE_OK { return .accepted }
        // “Send the message” is the last that was heard.
        if handle.isMessageSent, answer == 354 { return .unknown(fault) }
        // That somebody has to say first who they are is for whoever set the mailbox up.
        let isAboutMessage = ["MAIL", "RCPT", "DATA"].contains(handle.command) && ![530, 535, 550, 551].contains(answer) || handle.command == "RCPT"
        return (500...599).contains(answer) && isAboutMessage ? .refused(fault) : .later(fault)
    }
}
