import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Testing

@testable import Web

@Suite struct `A form with files` {
    let content = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }) + Data("\r\n--not the end\r\n".utf8)

    private func body(_ parts: [(header: String, content: Data)]) -> ByteBuffer {
        var body = Data()
        for part in parts { body += Data("--b0undary\r\n\(part.header)\r\n\r\n".utf8) + part.content + Data("\r\n".utf8) }
        return ByteBuffer(bytes: body + Data("--b0undary--\r\n".utf8))
    }

    private func sealed(_ rest: [(String, Data)]) -> ByteBuffer {
        body([("Content-Disposition: form-data; name=\"_seal\"", Data(testSeal.token(binding: "", at: noon).utf8))] + rest)
    }

    private func send(_ body: ByteBuffer, limit: Int = 1 << 20) async throws -> String {
        nonisolated(unsafe) var text = ""
        let table = RouteTable("/files").post(access: .everyone, body: .streamed) { request, context in
            try await request.withUploads(in: context, upTo: limit) { form, uploads in
                let sizes = try uploads.map { "\($0.field)/\($0.name)/\($0.contentType)/\(try Data(contentsOf: $0.file).count)" }
                return HTML(escaping: ([form["note"]] + sizes).joined(separator: " "))
            }
        }
        try await withDoors(table) { client async throws in
            let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b0undary", .fetchSite: "same-origin"]
            let response = try await client.execute(uri: "/files", method: .post, headers: headers, body: body)
            text = "\(response.status.code) \(String(buffer: response.body))"
        }
        return text
    }

    @Test func `arrives with its fields and files`() async throws {
        let parts = [
            ("Content-Disposition: form-data; name=\"note\"", Data("hello".utf8)),
            ("Content-Disposition: form-data; name=\"file\"; filename=\"../../etc/a %22b%22.csv\"\r\nContent-Type: text/csv", content),
            ("Content-Disposition: form-data; name=\"other\"; filename=\"\"\r\nContent-Type: application/octet-stream", Data()),
        ]
        #expect(try await send(sealed(parts)) == "200 hello file/a &quot;b&quot;.csv/text/csv/\(content.count)")
    }

    @Test func `is refused without a seal before any file is kept`() async throws {
        #expect(try await send(body([("Content-Disposition: form-data; name=\"f\"; filename=\"a\"", content)])).hasPrefix("403"))
    }

    @Test func `is refused when its files are too large`() async throws {
        #expect(try await send(sealed([("Content-Disposition: form-data; name=\"f\"; filename=\"a\"", content)]), limit: 1000).hasPrefix("413"))
    }

    @Test(arguments: ["", "--b0undary", "--b0undary\r\n", "--b0undaryX", "--b0undary\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b0undary--"])
    func `is refused when it is broken`(text: String) async throws {
        #expect(try await send(ByteBuffer(string: text)).hasPrefix("400"))
    }

    @Test func `reads the same whatever the pieces it arrives in`() throws {
        let whole = Array(
            body([
                ("Content-Disposition: form-data; name=\"a\"", Data("x\r\n--b0undar".utf8)), ("Content-Disposition: form-data; name=\"b\"", Data()),
            ]).readableBytesView)
        for size in 1...whole.count {
            let reception = try UploadReception(limit: 0) { _ in }
            defer { reception.removeFiles() }
            var parser = MultipartParser(boundary: "b0undary")
            for start in stride(from: 0, to: whole.count, by: size) {
                try parser.read(whole[start..<min(start + size, whole.count)], into: reception)
            }
            try parser.finish()
            let (form, _) = try reception.finish()
            #expect(form["a"] == "x\r\n--b0undar" && form.has("b"), "in pieces of \(size)")
        }
    }
}
