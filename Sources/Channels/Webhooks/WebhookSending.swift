import CCurl
import Kernel
import NIOPosix

/// Tells one address one thing over HTTP.
enum WebhookSending {
    enum Outcome: Hashable, Sendable {
        /// It said 2xx.
        case taken
        /// It did not; what was wrong, as whoever runs it can use it.
        case refused(fault: String)
        /// It is gone for good, and says so (410).
        case gone
    }

    /// So long it may take: a receiver takes first and works afterwards.
    private static let seconds = 15

    private static let pool: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 4)
        pool.start()
        return pool
    }()

    static func post(_ body: [UInt8], to address: String, headers: [(name: String, value: String)]) async -> Outcome {
        // The pool is never shut down.
        (try? await pool.runIfActive { posted(body, address, headers) }) ?? .refused(fault: "this server is stopping")
    }

    private static func posted(_ body: [UInt8], _ address: String, _ headers: [(name: String, value: String)]) -> Outcome {
        guard let curl = curl_easy_init() else { return .refused(fault: "no memory") }
        defer { curl_easy_cleanup(curl) }
        var list: UnsafeMutablePointer<curl_slist>?
        // Nobody waits for a “100 Continue”.
        for (name, value) in headers + [("Content-Type", "application/json"), ("Expect", "")] { list = curl_slist_append(list, "\(name): \(value)") }
        defer { curl_slist_free_all(list) }
        for (option, text) in [
            (CURLOPT_URL, address), (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_USERAGENT, "Throughline"), (CURLOPT_PROXY, ""),
        ] { _ = throughline_curl_text(curl, option, text) }
        // Where it points elsewhere we do not follow: what was signed for one is nobody else's.
        for (option, number) in [
            (CURLOPT_POST, 1), (CURLOPT_POSTFIELDSIZE, body.count), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_CONNECTTIMEOUT, 10),
            (CURLOPT_TIMEOUT, seconds), (CURLOPT_NOSIGNAL, 1),
        ] { _ = throughline_curl_number(curl, option, number) }
        _ = throughline_curl_list(curl, CURLOPT_HTTPHEADER, list)
        _ = throughline_curl_writing(curl) { _, size, count, _ in size * count }
        var body = body
        let code = body.withUnsafeMutableBytes { bytes in
            _ = throughline_curl_pointer(curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
            return curl_easy_perform(curl)
        }
        guard code == CURLE_OK else { return .refused(fault: String(cString: curl_easy_strerror(code))) }
        switch throughline_curl_status(curl) {
        case 200..<300: return .taken
        case 410: return .gone
        case let status: return .refused(fault: "HTTP \(status)")
        }
    }
}
