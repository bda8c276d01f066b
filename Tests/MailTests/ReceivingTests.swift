import Kernel
import NIOCore
import Synchronization
import Testing

@testable import Mail

/// Keeps messages in memory.
private final class Shelf: Sendable {
    let kept = Mutex<[(message: [UInt8], recipient: String)]>([])

    func reception(failing: Set<String> = []) -> MailReception {
        MailReception(
            knows: { address in
                if address == "nobody@knows.example" { throw Outage.overloaded }
                return address.hasSuffix("@shop.example")
            },
            keep: { [self] message, recipient in
                if failing.contains(recipient) { throw Outage.diskFull }
                kept.withLock { $0.append((message, recipient)) }
            })
    }
}

@Suite struct `Taking mail` {
    private let shelf = Shelf()

    /// What is answered to lines, sent in pieces of so many bytes.
    private func talk(_ text: String, pieces: Int = 7, failing: Set<String> = []) async -> [String] {
        var talk = MailTalk(reception: shelf.reception(failing: failing), host: "here")
        var (bytes, answers) = (ByteBuffer(string: text.replacing("\n", with: "\r\n")), "")
        while let piece = bytes.readSlice(length: min(pieces, bytes.readableBytes)), piece.readableBytes > 0 {
            let (answer, isOver) = await talk.take(piece)
            answers += answer
            if isOver { break }
        }
        return answers.split(separator: "\r\n").map(String.init)
    }

    private var messages: [String] { shelf.kept.withLock { $0.map { String(decoding: $0.message, as: UTF8.self) } } }

    @Test(arguments: [1, 7, 10_000]) func `keeps a message for each of its recipients, and answers for each by LMTP`(pieces: Int) async {
        let answers = await talk(
            """
            LHLO mx.shop.example
            MAIL FROM:<kim@example.com> SIZE=100
            RCPT TO:<desk@shop.example>
            RCPT TO:<other@elsewhere.example>
            RCPT TO:<help@shop.example>
            DATA
            Subject: x

            ..a point
            .
            QUIT

            """, pieces: pieces, failing: ["help@shop.example"])
        #expect(answers.map { String($0.prefix(3)) } == ["250", "250", "250", "250", "250", "250", "250", "550", "250", "354", "250", "451", "221"])
        #expect(messages == ["Subject: x\r\n\r\n.a point\r\n"])
    }

    @Test func `answers once by SMTP, and no when any recipient must wait`() async {
        let text = "EHLO mx\nMAIL FROM:<>\nRCPT TO:<a@shop.example>\nRCPT TO:<b@shop.example>\nDATA\nx\n.\n"
        #expect(await talk(text, failing: ["b@shop.example"]).last?.hasPrefix("451") == true)
        #expect(await talk(text).last?.hasPrefix("250 2.0.0") == true)
    }

    @Test func `says try later when nobody can tell whether there is such a mailbox`() async {
        #expect(await talk("HELO mx\nMAIL FROM:<a@b.example>\nRCPT TO:<nobody@knows.example>\n").last?.hasPrefix("451") == true)
    }

    @Test func `lets nobody smuggle a message behind an end that is none`() async {
        var talk = MailTalk(reception: shelf.reception(), host: "here")
        let head = "HELO mx\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<a@shop.example>\r\nDATA\r\nx"
        _ = await talk.take(ByteBuffer(string: head + "\n.\nMAIL FROM:<eve@b.example>\r\n.\rRCPT\r\n.\n.\r\n..\r\n.\r\n"))
        #expect(messages == ["x\n.\nMAIL FROM:<eve@b.example>\r\n.\rRCPT\r\n.\n.\r\n.\r\n"])
    }

    @Test func `refuses what is too large, and goes on`() async {
        let line = String(repeating: "x", count: 1_022) + "\n"
        let text = "HELO mx\nMAIL FROM:<a@b.example>\nRCPT TO:<a@shop.example>\nDATA\n\(String(repeating: line, count: 26 * 1_024)).\nNOOP\n"
        let answers = await talk(text, pieces: 65_536)
        #expect(answers.suffix(2).map { String($0.prefix(3)) } == ["552", "250"] && messages.isEmpty)
        #expect(await talk("EHLO mx\nMAIL FROM:<a@b.example> SIZE=99999999\n").last?.hasPrefix("552") == true)
    }

    @Test func `is patient with mistakes, to a point`() async {
        let answers = await talk(
            "DATA\nRCPT TO:<a@shop.example>\nHELO mx\nRCPT TO:<a@shop.example>\nMAIL FROM: nobody\nMAIL FROM:<a@b.example>\nRCPT TO:<x>\nDATA\n")
        #expect(answers.map { String($0.prefix(3)) } == ["503", "503", "250", "503", "501", "250", "501", "503"])
        #expect(await talk(String(repeating: "BOO\n", count: 30)).count == 21)
    }

    @Test func `takes a hundred recipients at once`() async {
        let many = (0..<150).map { "RCPT TO:<a\($0)@shop.example>\n" }.joined()
        let answers = await talk("HELO mx\nMAIL FROM:<a@b.example>\n\(many)", pieces: 4_096)
        #expect(answers.count { $0.hasPrefix("250 2.1.5") } == 100 && answers.count { $0.hasPrefix("452") } == 50)
    }
}
