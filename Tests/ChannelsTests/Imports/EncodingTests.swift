import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `The encoding of a file` {
    private static let polish = log("ania,zażółć gęślą jaźń,2026-03-01", "łucja,wysłała pytanie,2026-03-02")
    private static let russian = log("анна,открыла обращение о доставке,2026-03-01", "борис,оставил отзыв,2026-03-02")

    @Test(
        arguments: [
            (polish, String.Encoding.utf8, TextEncoding.utf8), (polish, .utf16LittleEndian, .utf16LittleEndian),
            (russian, .utf16BigEndian, .utf16BigEndian), (polish, .windowsCP1250, .windows1250), (russian, .windowsCP1251, .windows1251),
        ])
    func `is told by its bytes`(text: String, written: String.Encoding, encoding: TextEncoding) throws {
        let file = try Imported(TemporaryFile(try encoded(text, written)))
        #expect(file.plan.encoding == encoding)
        #expect(file.kinds == (try Imported(text)).kinds)
        #expect(file.customers == (try Imported(text)).customers)
        #expect(file.rejected.isEmpty)
    }

    @Test func `is told by its byte order mark`() throws {
        let file = try Imported(TemporaryFile([0xFF, 0xFE] + (try encoded(Self.russian, .utf16LittleEndian))))
        #expect(file.plan.encoding == .utf16LittleEndian)
        #expect(file.plan.columns.first?.name == "user")
    }

    @Test func `may be said`() throws {
        let file = try Imported(TemporaryFile(try encoded(log("zoë,cafés visités,2026-03-01"), .windowsCP1252))) { $0.encoding = .windows1252 }
        #expect(file.customers == ["zoë"])
        #expect(TextEncoding(name: "CP1251") == .windows1251)
        #expect(TextEncoding(name: "UTF-16LE") == .utf16LittleEndian)
        #expect(TextEncoding(name: "klingon") == nil)
    }

    /// 张伟,打开,2026-03-01 and so on in GB18030, which Foundation does not write.
    private static let chinese: [UInt8] =
        Array("user,event,at\n".utf8) + [0xD5, 0xC5, 0xCE, 0xB0, 0x2C, 0xB4, 0xF2, 0xBF, 0xAA] + Array(",2026-03-01\n".utf8)

    @Test func `is told for Chinese by which bytes are common`() throws {
        let file = try Imported(TemporaryFile(Self.chinese))
        #expect(file.plan.encoding == .gb18030)
        #expect(file.customers == ["张伟"])
        #expect(file.kinds == ["打开"])
    }

    @Test func `makes a row bad where bytes mean nothing in it`() throws {
        let bytes = Self.chinese + Array("x,".utf8) + [0x81, 0x20] + Array(",2026-03-01\nlast,a,2026-03-01\n".utf8)
        let file = try Imported(TemporaryFile(bytes)) { $0.encoding = .gb18030 }
        #expect(file.customers == ["张伟", "last"])
        #expect(file.rejected.map(\.line) == [3])
    }

    @Test func `survives characters cut at the end of a chunk`() throws {
        let row: [UInt8] = [0xBF, 0xCD, 0xBB, 0xA7, 0x2C, 0xB9, 0xBA, 0xC2, 0xF2] + Array(",2026-03-01\n".utf8)
        let bytes = Array("user,event,at\n".utf8) + Array(repeatElement(row, count: 60_000).joined())
        let file = try Imported(TemporaryFile(bytes)) { $0.encoding = .gb18030 }
        #expect(file.touchpoints.count == 60_000)
        #expect(Set(file.customers) == ["客户"])
        #expect(Set(file.kinds) == ["购买"])
    }

    private func encoded(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
        Array(try #require(text.data(using: encoding)))
    }
}
