import CCurl
import Kernel
import NIOPosix

/// Tells another service something over HTTP, and reads what it says. Whoever waits for long answers has threads of their own.
package struct ServiceCall: Sendable {
    package enum Answer: Hashable, Sendable {
        case said(status: Int, body: [UInt8])
        /// Nobody was reached: it has not heard of it.
        case unreached(fault: String)
        /// It may have heard of it, and said nothing.
        case silent(fault: String)
    }

    private let pool: NIOThreadPool
    private let isReading: Bool

    /// - Parameters:
    ///   - threads: so many calls at the same time.
    ///   - isReading: whether it matters what is said beside the status.
    package init(threads: Int, isReading: Bool = true) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
        self.isReading = isReading
    }

    /// - Parameters:
    ///   - body: JSON.
    ///   - seconds: so long an answer is waited for.
    package func post(
        _ body: [UInt8], to address: String, headers: [(name: String, value: String)] = [], within seconds: Int
    ) async -> Answer {
        // The pool is never shut down.
        (try? await pool.runIfActive { posted(body, address, headers, seconds) }) ?? .unreached(fault: "this server is stopping")
    }

    private func posted(_ body: [UInt8], _ address: String, _ headers: [(name: String, value: String)], _ seconds: Int) -> Answer {
        guard let curl = curl_easy_init() else { return .unreached(fault: "no memory") }
        defer { curl_easy_cleanup(curl) }
        var list: UnsafeMutablePointer<curl_slist>?
        // Nobody waits for a “100 Continue”.
        for (name, value) in headers + [("Content-Type", "application/json"), ("Expect", "")] { list = curl_slist_append(list, "\(name): \(value)") }
        defer { curl_slist_free_all(list) }
        for (option, text) in [
            (CURLOPT_URL, address), (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_USERAGENT, "Throughline"), (CURLOPT_PROXY, ""),
        ] { _ = throughline_curl_text(curl, option, text) }
        // Where it points elsewhere we do not follow: what was meant for one, or signed for it, is nobody else's.
        for (option, number) in [
            (CURLOPT_POST, 1), (CURLOPT_POSTFIELDSIZE, body.count), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_CONNECTTIMEOUT, 10),
            (CURLOPT_TIMEOUT, seconds), (CURLOPT_NOSIGNAL, 1),
        ] { _ = throughline_curl_number(curl, option, number) }
        _ = throughline_curl_list(curl, CURLOPT_HTTPHEADER, list)
        let heard = Heard()
        _ = throughline_curl_writing(curl, isReading ? listening : { _, size, count, _ in size * count })
        var body = body
        let code = body.withUnsafeMutableBytes { bytes in
            _ = throughline_curl_pointer(curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
            _ = throughline_curl_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(heard).toOpaque())
            return curl_easy_perform(curl)
        }
        if code == CURLE_OK { return .said(status: throughline_curl_status(curl), body: heard.bytes) }
        let fault = String(cString: curl_easy_strerror(code))
        let unreached = [
            CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_URL_MALFORMAT,
        ]
        return unreached.contains(code) ? .unreached(fault: fault) : .silent(fault: fault)
    }
}

/// What has been said so far.
private final class Heard {
    var bytes: [UInt8] = []
}

/// More than this nobody has to say.
private let longest = 8 << 20

private let listening: throughline_curl_writer = { bytes, size, count, place in
    guard let bytes, let place else { return 0 }
    let heard = Unmanaged<Heard>.fromOpaque(place).takeUnretainedValue()
    guard heard.bytes.count + size * count <= longest else { return 0 }
    heard.bytes += UnsafeRawBufferPointer(start: bytes, count: size * count)
    return size * count
}
