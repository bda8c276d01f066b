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
    package func response(in context: Context) -> Response { response() }

    package func response(status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
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
