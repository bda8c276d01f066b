import Foundation
import Kernel
import Testing

@testable import Mail

/// A message as it comes over the wire.
func wire(_ head: String, _ body: String = "") -> [UInt8] { Array((head + "\n\n" + body).replacing("\n", with: "\r\n").utf8) }

func wire(_ head: String, bytes: some Sequence<UInt8>) -> [UInt8] { wire(head) + Array(bytes) }

/// The same in another charset, by the C library's own tables.
func encoded(_ text: String, _ charset: String) throws -> [UInt8] {
    let converter = try #require(iconv_open(charset, "UTF-8"))
    defer { iconv_close(converter) }
    var (input, output) = (Array(text.utf8).map(CChar.init(bitPattern:)), [CChar](repeating: 0, count: text.utf8.count * 4))
    let room = output.count
    let left = input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
            var (source, length, target, free) = (from.baseAddress, from.count, to.baseAddress, to.count)
            iconv(converter, &source, &length, &target, &free)
            return free
        }
    }
    return output.prefix(room - left).map(UInt8.init(bitPattern:))
}

@Suite struct `Reading a message` {
    @Test func `tells who wrote what to whom, and what it answers`() throws {
        let message = MailReader.read(
            wire(
                """
                From: "Li, Kim" <Kim@Example.com>
                To: Desk <desk@shop.example>, team: ada@shop.example, bob@shop.example;
                Cc: not an address
                Message-ID: <a1@example.com>
                In-Reply-To: <ours-2@shop.example>
                References: <ours-1@shop.example>
                 <ours-2@shop.example>
                Date: Mon, 30 Nov 2026 09:14:00 +0100
                Subject: =?UTF-8?Q?Pa=C5=BAdziernik?= and
                 more
                """, "It is dented.\n"))
        #expect(message.from == [MailAddress(name: "Li, Kim", address: "Kim@Example.com")])
        #expect(message.to.map(\.address) == ["desk@shop.example", "ada@shop.example", "bob@shop.example"])
        #expect(message.messageID == "a1@example.com" && message.answers == ["ours-2@shop.example", "ours-1@shop.example"])
        #expect(message.subject == "Październik and more" && message.date?.description == "2026-11-30T08:14:00Z")
        #expect(message.text == "It is dented.\n" && message.attachments.isEmpty && message.troubles.isEmpty)
    }

    @Test(arguments: [
        ("windows-1251", "Добрый день, столешница пришла с царапиной. Что делать?"), ("koi8-r", "Добрый день, столешница пришла с царапиной."),
        ("windows-1250", "Dzień dobry, biurko przyszło porysowane. Proszę o zwrot."), ("iso-8859-2", "Dzień dobry, biurko przyszło porysowane."),
        ("gb18030", "你好，桌子到货时有划痕，请问怎么办？"), ("big5", "你好，桌子到貨時有刮痕，請問怎麼辦？"), ("utf-8", "Zażółć gęślą jaźń – 你好"),
    ])
    func `knows the charsets of four languages, named or not`(charset: String, text: String) throws {
        let bytes = try encoded(text, charset)
        let named = MailReader.read(wire("From: a@b.example\nContent-Type: text/plain; charset=\(charset)", bytes: bytes))
        #expect(named.text == text && named.troubles.isEmpty)
        let unnamed = MailReader.read(wire("From: a@b.example\nContent-Type: text/plain", bytes: bytes))
        #expect(unnamed.text == text)
        let unknown = MailReader.read(wire("From: a@b.example\nContent-Type: text/plain; charset=x-martian", bytes: bytes))
        #expect(unknown.text == text && unknown.troubles == [.unknownCharset])
    }

    @Test func `believes the bytes where their charset is named wrongly`() throws {
        let text = "Zażółć gęślą jaźń"
        let message = MailReader.read(wire("From: a@b.example\nContent-Type: text/plain; charset=iso-8859-1", bytes: text.utf8))
        #expect(message.text == text && message.troubles == [.wrongCharset])
        let other = MailReader.read(
            wire("From: a@b.example\nContent-Type: text/plain; charset=utf-8", bytes: try encoded("Столешница пришла с царапиной", "windows-1251")))
        #expect(other.text == "Столешница пришла с царапиной" && other.troubles == [.wrongCharset])
    }

    @Test func `reads letters in the head that nobody encoded`() throws {
        let head = try encoded("From: Иван <ivan@example.com>\r\nSubject: Столешница\r\n", "windows-1251")
        let message = MailReader.read(head + wire("Content-Type: text/plain; charset=windows-1251", "x"))
        #expect(message.subject == "Столешница" && message.from.first?.name == "Иван")
    }

    @Test func `takes text, HTML and files apart`() throws {
        let message = MailReader.read(
            wire(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=m",
                """
                --m
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain; charset=utf-8; format=flowed

                One line 
                that goes on.
                --a
                Content-Type: text/html; charset=utf-8

                <p>One <b>line</b></p>
                --a--
                --m
                Content-Type: application/pdf; name*=utf-8''%D1%81%D1%87%D1%91%D1%82.pdf
                Content-Disposition: attachment; filename*0*=utf-8''..%2F%D1%81%D1%87; filename*1*=%D1%91%D1%82.pdf
                Content-Transfer-Encoding: base64

                SGVsbG8=
                --m
                Content-Type: message/rfc822

                Subject: Inside

                Hidden.
                --m--
                """))
        #expect(message.text == "One line that goes on." && message.html == "<p>One <b>line</b></p>")
        #expect(message.attachments.map(\.name) == ["счёт.pdf", "message.eml"])
        #expect(message.attachments.first?.content == Array("Hello".utf8))
        #expect(message.attachments.last.map { String(decoding: $0.content, as: UTF8.self) }?.contains("Hidden.") == true)
    }

    @Test func `takes the text from HTML where there is no other`() throws {
        let html = "<style>p{color:red}</style><p>Dear&nbsp;all,</p><ul><li>one<li>two</ul><script>alert(1)</script><p>3 &lt; 4 &#8364;</p>"
        let message = MailReader.read(wire("From: a@b.example\nContent-Type: text/html", html))
        #expect(message.text.split(separator: "\n").map(String.init) == ["Dear all,", "• one", "• two", "3 < 4 €"])
    }

    @Test(arguments: [
        "", "\r\n", "no head at all, only words", "From a@b.example Mon\n\nX", "Content-Type: multipart/mixed\n\n--x\n\ntext",
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nHello, and then nothing",
        "From: a@b.example\nContent-Type: text/plain; charset=\nContent-Transfer-Encoding: base64\n\n!!!not base64!!!",
        "From: =?x-unknown?Q?=FF=FE?= <a@b.example>\nSubject: =?utf-8?B?////?=\nDate: never\n\nHello", "Subject: \u{0}\u{1}\n\n\u{0}",
    ])
    func `throws nothing away, however broken it is`(text: String) {
        let message = MailReader.read(Array(text.replacing("\n", with: "\r\n").utf8))
        #expect(!message.text.utf8.contains(0) && !message.subject.utf8.contains(0))
        if text.contains("Hello") { #expect(message.text.contains("Hello")) }
        if text.hasPrefix("no head") { #expect(message.text == text && message.troubles == [.noHead]) }
    }

    @Test func `stops at a hundred parts and ten levels, and says so`() {
        let parts = (0..<5_000).map { "--x\nContent-Type: application/pdf; name=\($0).pdf\n\nx" }.joined(separator: "\n")
        let many = MailReader.read(wire("From: a@b.example\nContent-Type: multipart/mixed; boundary=x", parts + "\n--x--"))
        #expect(many.attachments.count == 99 && many.troubles == [.tooManyParts])
        let nested = (0..<10_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let deep = MailReader.read(Array(("From: a@b.example\n" + nested + "\nHello").replacing("\n", with: "\r\n").utf8))
        #expect(deep.from.count == 1 && deep.troubles.contains(.tooDeep))
    }

    @Test func `keeps fifty of ten thousand recipients, and counts them all`() {
        let all = (0..<10_000).map { "kim\($0)@example.com" }.joined(separator: ",\n ")
        let message = MailReader.read(wire("From: a@b.example\nTo: \(all)", "Hello"))
        #expect(
            message.to.count == 50 && message.recipientCount == 10_000 && message.troubles == [.manyRecipients]
                && message.text == "Hello")
    }

    @Test(arguments: [
        ("Auto-Submitted: auto-replied", true), ("Auto-Submitted: no", false), ("Precedence: auto_reply", true), ("X-Autoreply: yes", true),
        ("Return-Path: <>", true), ("Subject: Out of office", false), ("List-Id: <all.example.com>", false),
        ("List-Id: <news.example.com>\nPrecedence: bulk", true), ("List-Id: <help.example.com>\nPrecedence: list", false),
    ])
    func `tells what a machine wrote`(line: String, isAutomatic: Bool) {
        let message = MailReader.read(wire("From: a@b.example\n\(line)", "x"))
        #expect(message.marks.isAutomatic == isAutomatic && message.marks.isList == line.hasPrefix("List"))
    }

    @Test func `understands that a message did not arrive, and which`() throws {
        let report = """
            --r
            Content-Type: text/plain

            Sorry.
            --r
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.com

            Final-Recipient: rfc822; kim@example.com
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 No such
             user
            --r
            Content-Type: message/rfc822

            Message-ID: <ours@shop.example>
            Subject: Re: Dented

            Text
            --r--
            """
        let message = MailReader.read(
            wire("From: MAILER-DAEMON@example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=r", report))
        let bounce = try #require(message.bounce)
        #expect(bounce.recipient == "kim@example.com" && bounce.status == "5.1.1" && bounce.reason == "550 5.1.1 No such user")
        #expect(bounce.original == "ours@shop.example" && !bounce.isDelay && message.attachments.isEmpty)
    }
}
