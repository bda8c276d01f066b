import HTTPTypes
import Hummingbird
import Kernel
import Web

/// Answers that Segment's libraries understand, from every site.
enum SegmentAnswer {
    /// What browsers ask before they send.
    static let permission = Response(status: .noContent, headers: headers)

    /// A batch that could be read is answered with 200, and with what became of its events (public spec). A single call that was not
    /// taken is answered with 400.
    static func taken(_ outcome: IntakeOutcome, isBatch: Bool) -> Response {
        if let wrong = outcome.rejected.first, !isBatch {
            let message = [wrong.field, wrong.reason].filter { !$0.isEmpty }.joined(separator: " ")
            return encoded(.badRequest, Report(code: "invalid", message: message, rejected: outcome.rejected))
        }
        guard outcome.rejected.isEmpty else {
            return encoded(.ok, Report(success: true, accepted: outcome.accepted, duplicates: outcome.duplicates, rejected: outcome.rejected))
        }
        return json(.ok, "{\"accepted\":\(outcome.accepted),\"duplicates\":\(outcome.duplicates),\"success\":true}")
    }

    /// - Throws: the error itself when it is a fault of ours.
    static func refused(_ error: any Error, in context: Context) throws -> Response {
        switch error {
        case Refusal.malformed(let why): return encoded(.badRequest, Report(code: "malformed", message: why))
        case Refusal.tooLarge(let why): return encoded(.contentTooLarge, Report(code: "too_large", message: why))
        case Refusal.packing(let why): return encoded(.unsupportedMediaType, Report(code: "media_type", message: why))
        case let error as HTTPError where error.status == .contentTooLarge:
            return encoded(.contentTooLarge, Report(code: "too_large", message: "The body has more than 4 MB."))
        case Failure.unauthenticated:
            var response = encoded(.unauthorized, Report(code: "unauthenticated", message: "The write key is missing, unknown or switched off."))
            response.headers[.wwwAuthenticate] = "Basic realm=\"write key\", Bearer"
            return response
        case Failure.limited(let pause): return later(.tooManyRequests, "limited", "Too many events.", after: pause)
        case Outage.diskFull: return later(.noRoom, "unavailable", "There is no room for more just now.", after: .seconds(60))
        case is Outage: return later(.serviceUnavailable, "unavailable", "The database does not answer just now.", after: .seconds(2))
        default: throw error
        }
    }

    private static func later(_ status: HTTPResponse.Status, _ code: String, _ message: String, after pause: Duration) -> Response {
        let seconds = max(1, Int(pause.components.seconds))
        var response = encoded(status, Report(code: code, message: "\(message) Try again in \(seconds) s."))
        response.headers[.retryAfter] = String(seconds)
        HTTPField.Name("X-RateLimit-Reset").map { response.headers[$0] = String(seconds) }
        return response
    }

    /// `code` and `message` are what Segment's libraries show.
    private struct Report: Encodable, Sendable {
        var success = false
        var code: String?
        var message: String?
        var accepted: Int?
        var duplicates: Int?
        var rejected: [RejectedNote]?
    }

    private static func encoded(_ status: HTTPResponse.Status, _ report: Report) -> Response {
        // Texts and numbers can always be encoded.
        json(status, (try? PlainJSON.text(report)) ?? "")
    }

    private static func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Any site may send, and read what became of it. No cookie is looked at, so nothing is given away.
    private static let headers: HTTPFields = {
        var headers = HTTPFields()
        for (name, value) in [
            ("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Methods", "POST"),
            ("Access-Control-Allow-Headers", "authorization, content-encoding, content-type"), ("Access-Control-Max-Age", "86400"),
            ("Access-Control-Expose-Headers", "Retry-After, X-RateLimit-Reset"), ("Cross-Origin-Resource-Policy", "cross-origin"),
        ] { HTTPField.Name(name).map { headers[$0] = value } }
        return headers
    }()
}

extension HTTPResponse.Status {
    /// RFC 4918, section 11.5.
    fileprivate static let noRoom = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

extension Request {
    /// The body as it was before it was packed.
    ///
    /// - Throws: `Refusal`, or 413 when it is larger than 4 MB as it comes.
    func unpackedBody() async throws -> [UInt8] {
        let bytes = try await bytes(upTo: IntakeLimits.bytesPerRequest)
        return try PackedBody.unpack(Array(bytes.readableBytesView), packing: headers[.contentEncoding])
    }
}
