import CCurl

/// One conversation of libcurl with a server: used by one thread.
final class CurlHandle {
    let curl: UnsafeMutableRawPointer
    /// What the server said last, and what it was last asked.
    private(set) var reply = ""
    private(set) var command = ""
    /// Set once all of a message has been handed over.
    private(set) var isMessageSent = false

    /// What is said in parting says nothing of what went before.
    private var isLeaving = false
    private var outgoing: [UInt8] = []
    private var offset = 0

    private static let isReady: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

    /// - Throws: `MailFault` when there is no memory for it.
    init(_ server: MailServer, scheme: String, path: String = "", seconds: Int) throws {
        _ = Self.isReady
        guard let handle = curl_easy_init() else { throw MailFault(.connection, "no memory") }
        curl = handle
        let isWrapped = server.security == .tls
        // An address of version 6 stands in brackets.
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        text(CURLOPT_URL, "\(scheme)\(isWrapped ? "s" : "")://\(host):\(server.port)/\(path)")
        text(CURLOPT_PROTOCOLS_STR, "smtp,smtps,imap,imaps")
        number(CURLOPT_USE_SSL, server.security == .none ? Int(CURLUSESSL_NONE.rawValue) : Int(CURLUSESSL_ALL.rawValue))
        number(CURLOPT_CONNECTTIMEOUT, 15)
        number(CURLOPT_TIMEOUT, seconds)
        number(CURLOPT_NOSIGNAL, 1)
        number(CURLOPT_VERBOSE, 1)
        // Nothing that the environment says has a part in where a password goes.
        text(CURLOPT_PROXY, "")
        if !server.user.isEmpty {
            text(CURLOPT_USERNAME, server.user)
            text(CURLOPT_PASSWORD, server.password)
        }
        _ = throughline_curl_listening(curl, heard)
        _ = throughline_curl_pointer(curl, CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { curl_easy_cleanup(curl) }

    func number(_ option: CURLoption, _ value: Int) { _ = throughline_curl_number(curl, option, value) }
    func text(_ option: CURLoption, _ value: String) { _ = throughline_curl_text(curl, option, value) }

    /// Hands over a message when the server is ready for it.
    func send(_ message: [UInt8]) {
        outgoing = message
        number(CURLOPT_UPLOAD, 1)
        _ = throughline_curl_reading(curl, given)
        _ = throughline_curl_pointer(curl, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
    }

    func perform() -> CURLcode { curl_easy_perform(curl) }

    /// What went wrong, as whoever set the mailbox up can use it.
    func fault(_ code: CURLcode) -> MailFault {
        let words = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: return MailFault(.connection, words)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED: return MailFault(.security, words)
        case CURLE_LOGIN_DENIED: return MailFault(.identity, reply.isEmpty ? words : reply)
        case CURLE_OPERATION_TIMEDOUT, CURLE_GOT_NOTHING: return MailFault(.silence, words)
        default: return MailFault(reply.isEmpty ? .connection : .refusal, reply.isEmpty ? words : reply)
        }
    }

    // MARK: - What libcurl calls

    fileprivate func hear(_ type: curl_infotype, _ bytes: UnsafeBufferPointer<CChar>) {
        let text = {
            String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self).split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        }
        if isLeaving { return }
        if type == CURLINFO_HEADER_IN { reply = text() }
        guard type == CURLINFO_HEADER_OUT else { return }
        // The verb alone: what follows may be a password.
        let verb = text().prefix { $0.isLetter }.uppercased()
        if verb == "QUIT" { isLeaving = true } else { command = verb }
    }

    fileprivate func give(_ target: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
        let count = min(room, outgoing.count - offset)
        guard count > 0 else {
            isMessageSent = true
            return 0
        }
        UnsafeMutableRawBufferPointer(start: target, count: count).copyBytes(from: outgoing[offset..<(offset + count)])
        offset += count
        return count
    }
}

private let heard: throughline_curl_listener = { _, type, bytes, count, owner in
    guard let bytes, let owner else { return 0 }
    Unmanaged<CurlHandle>.fromOpaque(owner).takeUnretainedValue().hear(type, UnsafeBufferPointer(start: bytes, count: count))
    return 0
}

private let given: throughline_curl_reader = { target, size, count, owner in
    guard let target, let owner else { return 0 }
    return Unmanaged<CurlHandle>.fromOpaque(owner).takeUnretainedValue().give(target, size * count)
}
