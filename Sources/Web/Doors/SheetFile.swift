import HTTPTypes
package import Hummingbird
import NIOCore

/// A file for spreadsheets that the browser saves and nobody keeps.
package struct SheetFile: Answer {
    let name: String
    let text: String

    /// - Parameter name: letters, digits, points and dashes.
    package init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }

    package func response(in context: Context) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\"", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
