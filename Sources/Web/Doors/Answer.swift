import Foundation
package import Hummingbird

/// What a handler gives back: a page, a fragment, a redirect, JSON.
package protocol Answer: Sendable {
    func response(in context: Context) throws -> Response
}

extension Response: Answer {
    package func response(in context: Context) -> Response { self }
}

extension HTML: Answer {
    package func response(in context: Context) -> Response { response(in: context, status: .ok) }

    /// Packed for browsers that take it: a page goes over the wire in a fifth of its bytes. From the lengths of many packed answers a
    /// secret in them could be guessed (BREACH); the only one in our pages, the seal of a form, is another each second.
    package func response(in context: Context, status: HTTPResponse.Status) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .vary: "Accept-Encoding"]
        let bytes = Array(text.utf8)
        guard context.takesGzip, bytes.count >= Self.worthPacking, let packed = gzip(bytes, .quick) else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: packed)))
    }

    /// Bytes that fit one packet of a network anyway.
    private static let worthPacking = 1_400
}

/// A value as JSON, keys in order, so that the same answer is the same text.
package struct JSON<Value: Encodable & Sendable>: Answer {
    let value: Value
    let status: HTTPResponse.Status

    package init(_ value: Value, status: HTTPResponse.Status = .ok) {
        self.value = value
        self.status = status
    }

    package func response(in context: Context) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let body = ByteBuffer(bytes: try encoder.encode(value))
        return Response(status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"], body: .init(byteBuffer: body))
    }
}
