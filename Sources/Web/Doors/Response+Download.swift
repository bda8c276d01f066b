package import Hummingbird
import NIOCore

extension Response {
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
