import Kernel
import TestKit
import Testing

@testable import Mail

@Suite struct `Writing a message` {
    private func draft(_ subject: String, _ text: String, name: String = "Desk") -> MailDraft {
        MailDraft(
            messageID: "c1@shop.example", from: MailAddress(name: name, address: "desk@shop.example"), to: [MailAddress(address: "kim@example.com")],
            subject: subject, date: noon(), text: text)
    }

    @Test(arguments: [
        "Plain", "Zażółć gęślą jaźń, and a subject that goes on and on and on, until a line of the head would be too long to be read by anybody",
        "你好，桌子到货时有划痕，请问怎么办？你好，桌子到货时有划痕，请问怎么办？", "=?utf-8?Q?trick?=", "emoji 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
    ])
    func `is read again as it was meant`(text: String) throws {
        var draft = draft(text, "First\n\n\(text)\n.\nFrom here\n> not a quote\n-- \nAda", name: text)
        draft.references = ["a@b.example", "c@d.example"]
        draft.replyTo = MailAddress(address: "desk+c1.x@shop.example")
        let bytes = try draft.written()
        let message = MailReader.read(bytes)
        #expect(message.subject == text && message.from.first?.name == text && message.troubles.isEmpty)
        #expect(message.text == "First\n\n\(text)\n.\nFrom here\n> not a quote\n-- \nAda\n" || message.text.trimmed == draft.text)
        #expect(message.messageID == "c1@shop.example" && message.answers == ["c@d.example", "a@b.example"])
        #expect(message.replyTo.first?.address == "desk+c1.x@shop.example" && message.date == noon() && !message.marks.isAutomatic)
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 200 } && lines.dropLast().allSatisfy { $0.last == 0x0D })
        #expect(bytes.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [
        "x\r\nBcc: eve@example.com", "x\nBcc: eve@example.com", "x\rBcc: eve@example.com", "x\u{0}\u{B}\u{C}\u{85}\u{2028}\r\n\r\nBody",
    ])
    func `lets nothing into its head that was not meant for it`(evil: String) throws {
        var draft = draft(evil, "Text", name: evil)
        draft.references = [evil, "a>\r\nBcc: eve@example.com"]
        let message = MailReader.read(try draft.written())
        #expect(message.header("Bcc") == nil && message.text.trimmed == "Text" && message.to.map(\.address) == ["kim@example.com"])
    }

    @Test(arguments: ["kim", "kim@", "@example.com", "kim@exa mple.com", "kim@example.com>\r\nBcc: e@f.g", "kim@exämple.com", "a@b@c"])
    func `goes to addresses alone`(address: String) {
        let draft = MailDraft(
            messageID: "c1@shop.example", from: MailAddress(address: "desk@shop.example"), to: [MailAddress(address: address)], subject: "x",
            date: noon(),
            text: "x")
        #expect(throws: Failure.self) { try draft.written() }
    }

    @Test func `says when a machine wrote it`() throws {
        var draft = draft("Received", "Thank you.")
        draft.isAutomatic = true
        #expect(MailReader.read(try draft.written()).marks.isAutomatic)
    }
}

extension String {
    fileprivate var trimmed: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
}
