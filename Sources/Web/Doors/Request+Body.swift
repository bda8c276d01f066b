import Foundation
package import Hummingbird
import Kernel
package import NIOCore

extension Request {
    /// The whole body, or 413 as soon as it is known to be larger than `limit` bytes.
    package func bytes(upTo limit: Int) async throws -> ByteBuffer {
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw HTTPError(.contentTooLarge) }
        var result = ByteBuffer()
        for try await part in body {
            guard result.readableBytes + part.readableBytes <= limit else { throw HTTPError(.contentTooLarge) }
            if result.readableBytes == 0 { result = part } else { result.writeImmutableBuffer(part) }
        }
        return result
    }

    /// `application/json`, without parameters, in lower case; empty when not said.
    package var mediaType: String {
        let type = (headers[.contentType] ?? "").prefix { $0 != ";" }
        return type.lowercased().filter { $0 != " " }
    }
}

extension Context {
    /// The body as JSON: at most 32 levels deep, wrong fields named by their path.
    package func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try Failure.require(nestingDepth(of: body.readableBytesView) <= 32, "body", "must not be nested deeper than 32 levels")
        do {
            return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
        } catch let error as DecodingError {
            throw Failure.invalid(error.field, error.reason)
        }
    }
}

/// How deep brackets nest outside strings, at most 33.
private func nestingDepth(of bytes: some Sequence<UInt8>) -> Int {
    var (depth, deepest, inString, escaped) = (0, 0, false, false)
    for byte in bytes {
        if escaped {
            escaped = false
            continue
        }
        switch byte {
        case UInt8(ascii: "\\") where inString: escaped = true
        case UInt8(ascii: "\""): inString.toggle()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if !inString {
                depth += 1
                deepest = max(deepest, depth)
            }
        case UInt8(ascii: "]"), UInt8(ascii: "}"): if !inString { depth -= 1 }
        default: break
        }
        if deepest > 32 { return deepest }
    }
    return deepest
}

extension DecodingError {
    private var path: [any CodingKey] {
        switch self {
        case .keyNotFound(let key, let context): context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): context.codingPath
        @unknown default: []
        }
    }

    var field: String {
        let names = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
        return names.isEmpty ? "body" : names.joined(separator: ".")
    }

    var reason: String {
        switch self {
        case .keyNotFound, .valueNotFound: "must be given"
        case .typeMismatch(let type, _): "must be a \(Self.name(of: type))"
        case .dataCorrupted: path.isEmpty ? "must be JSON" : "is not valid"
        @unknown default: "is not valid"
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is any Numeric.Type: "number"
        case is any Collection.Type: "list"
        default: "object"
        }
    }
}
