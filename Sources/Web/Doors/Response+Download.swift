import HTTPTypes
package import Hummingbird
import Kernel
import NIOCore

extension Response {
    /// A file that somebody has sent, to be saved: a browser opens none of them, runs nothing of it, and takes it for nothing else.
    ///
    /// - Parameter type: of a picture, which is shown where a page of ours asks for it.
    package static func file(_ name: String, _ content: [UInt8], shownAs type: String? = nil) -> Response {
        let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" })
        let encoded = name.utf8.map(\.percentEncoded).joined()
        return Response(
            status: .ok,
            headers: [
                .contentType: type ?? "application/octet-stream",
                .contentDisposition: "\(type == nil ? "attachment" : "inline"); filename=\"\(plain)\"; filename*=UTF-8''\(encoded)",
                .cacheControl: "no-store", .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "default-src 'none'; sandbox",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: content)))
    }

    /// A file that is written while it is sent: however long it is, little of it stands in memory. Nobody keeps it on the way.
    ///
    /// - Parameters:
    ///   - name: as the browser saves it; without quotation marks.
    ///   - content: writes the file, piece by piece.
    package static func download(
        _ name: String, as type: String, _ content: @escaping @Sendable (_ write: ([UInt8]) async throws -> Void) async throws -> Void
    ) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                var buffer = ByteBuffer()
                try await content { bytes in
                    buffer.writeBytes(bytes)
                    guard buffer.readableBytes >= 64 << 10 else { return }
                    try await writer.write(buffer)
                    buffer.clear()
                }
                if buffer.readableBytes > 0 { try await writer.write(buffer) }
                try await writer.finish(nil)
            })
    }
}
