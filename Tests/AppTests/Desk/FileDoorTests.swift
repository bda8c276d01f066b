import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Storage
import TestKit
import Testing
import Web

@testable import App
@testable import Desk

private let gif = "GIF89a-a-picture"

extension Browser {
    /// A form with files, as a browser sends it.
    fileprivate func send(
        _ fields: [(String, String)], files: [(name: String, content: String)], to path: String, json: Bool = false
    ) async throws -> TestResponse {
        let part = "--b0undary\r\nContent-Disposition: form-data; name="
        var body = fields.map { "\(part)\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
        body += files.map { "\(part)\"files\"; filename=\"\($0.name)\"\r\nContent-Type: text/plain\r\n\r\n\($0.content)\r\n" }.joined()
        var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b0undary", .fetchSite: "same-origin"]
        if json { headers[.accept] = "application/json" }
        return try await send(.post, path, headers, body + "--b0undary--\r\n")
    }
}

@Suite struct `Files at the doors` {
    @Test(arguments: engines) func `of a chat go both ways, are saved and never opened, and are nobody else's`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            _ = try await ada.setUpChatWithKey()
            let key = try await ada.furtherKey()
            let visitor = Browser(house)
            let first = try await visitor.send(
                [("key", key), ("text", ""), ("once", "first-message"), ("website", "")],
                files: [("разбито.exe", gif), ("notes.bat", "del *.*")], to: "/chat/messages", json: true)
            try #require(first.status == .ok, "\(first.text)")
            let token = try #require(try first.chat().token)
            #expect(first.text.contains("разбито.exe.gif") && first.text.contains("notes.bat.txt") && first.text.contains(#""text":"""#))
            let ids = first.text.matches(of: /"id":"([^"]+)"/).map { String($0.1) }
            // The visitor has it back, byte for byte.
            let saved = try await visitor.chat("/chat/files", ["token": token, "file": ids[0]])
            #expect(saved.text == gif && saved.headers[.contentType] == "application/octet-stream")
            #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment; ") == true && saved.headers[.xContentTypeOptions] == "nosniff")
            #expect(saved.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            // Staff see the picture, and save the rest.
            let path = try #require(try await ada.get("/inbox").text.firstMatch(of: /\/inbox\/[0-9]+/).map { String($0.0) })
            let page = try await ada.get(path).text
            #expect(page.contains("/inbox/files/\(ids[0])/picture") && !page.contains("/inbox/files/\(ids[1])/picture"))
            #expect(try await ada.get("/inbox/files/\(ids[0])/picture").headers[.contentType] == "image/gif")
            #expect(try await ada.get("/inbox/files/\(ids[1])/picture").status == .notFound)
            #expect(try await ada.get("/inbox/files/\(ids[1])").text == "del *.*")
            // Staff send one, and keep one beside a note.
            let seal = try await ada.seal(on: path)
            let seen = try #require(page.firstMatch(of: /name="seen" form="reply" value="([0-9]+)"/).map { String($0.1) })
            for (then, name) in [("", "offer.pdf"), ("note", "secret.pdf")] {
                let fields = [("_seal", seal), ("text", ""), ("seen", seen), ("once", "once-\(name)"), ("then", then)]
                let sent = try await ada.send(fields, files: [(name, "%PDF-1.4 \(name)")], to: "\(path)/replies")
                #expect(sent.status == .seeOther, "\(sent.text.prefix(2000))")
            }
            let heard = try await visitor.send(.get, "/chat/messages?after=0", [.authorization: "Bearer \(token)"]).text
            #expect(heard.contains("offer.pdf") && !heard.contains("secret.pdf"))
            let secret = try #require(try await ada.get(path).text.firstMatch(of: /files\/([^"\/]+)" download>secret\.pdf/).map { String($0.1) })
            #expect(try await visitor.chat("/chat/files", ["token": token, "file": secret]).status == .notFound)
            let other = try await Browser(house).beginChat(withKey: key, once: "other-message").token
            #expect(try await visitor.chat("/chat/files", ["token": other, "file": ids[0]]).status == .notFound)
            #expect(try await Browser(house).get("/inbox/files/\(ids[0])").status != .ok)
            let transcript = try await visitor.chat("/chat/transcript", ["token": token]).text
            #expect(transcript.contains("[File: разбито.exe.gif") && transcript.contains("[File: offer.pdf"))
            // The same message again brings nothing.
            _ = try await visitor.send(
                [("token", token), ("text", "x"), ("once", "second-message"), ("website", "")], files: [("a.gif", gif)], to: "/chat/messages",
                json: true)
            let again = try await visitor.send(
                [("token", token), ("text", "x"), ("once", "second-message"), ("website", "")], files: [("a.gif", gif)], to: "/chat/messages",
                json: true)
            #expect(again.text.matches(of: /a\.gif/).count == 1)
        }
    }

    @Test func `of a chat that run programs, or are too many or too large, are refused in a sentence, and what was typed is kept`() async throws {
        try await withHouse { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            let visitor = Browser(house)
            let fields = [("key", key), ("text", "Look at this."), ("once", "first-message"), ("website", "")]
            let program = try await visitor.send(fields, files: [("photo.png", "#!/bin/sh")], to: "/chat/messages", json: true)
            #expect(program.status == .unprocessableContent && program.sentence.hasPrefix("Files of this kind are not taken here."))
            let large = try await visitor.send(
                fields, files: [("a.gif", gif + String(repeating: "x", count: 10 << 20))], to: "/chat/messages", json: true)
            #expect(large.status == .unprocessableContent && large.sentence == "A file may have up to 10 MB.")
            let many = try await visitor.send(fields, files: (1...4).map { ("\($0).gif", gif) }, to: "/chat/messages", json: true)
            #expect(many.status == .unprocessableContent && many.sentence == "3 files at most go with a message.")
            // Without a script the window says it.
            let window = try await visitor.send(fields, files: [("photo.png", "MZ\u{0}")], to: "/chat/messages")
            #expect(window.text.contains("Files of this kind are not taken here.") && window.text.contains("Look at this."))
            #expect(try await house.installation.database.read { try $0.value("SELECT COUNT(*) FROM conversation_file", as: Int64.self) } == 0)
            // And takes what is right.
            let right = try await visitor.send(fields, files: [("photo.gif", gif)], to: "/chat/messages")
            #expect(right.status == .ok && right.text.contains("<button>photo.gif</button>"))
            // A network that sends too much waits.
            var last = right.status
            for number in 0..<30 where last != .tooManyRequests {
                last = try await visitor.send(
                    fields, files: [("a.gif", String(repeating: "x", count: 9 << 20)), ("\(number)", "")], to: "/chat/messages", json: true
                ).status
            }
            #expect(last == .tooManyRequests)
        }
    }

    @Test func `of an answer beyond 25 MB are refused in a sentence, and what was typed is kept`() async throws {
        try await withHouse { house async throws in
            let ada = try await house.ada()
            let key = try await ada.setUpChatWithKey()
            _ = try await Browser(house).beginChat(withKey: key)
            let path = try #require(try await ada.get("/inbox").text.firstMatch(of: /\/inbox\/[0-9]+/).map { String($0.0) })
            let seal = try await ada.seal(on: path)
            let fields = [("_seal", seal), ("text", "All of it."), ("seen", "1"), ("once", "once-upon"), ("then", "")]
            let large = try await ada.send(fields, files: [("a.bin", String(repeating: "x", count: (25 << 20) + 1))], to: "\(path)/replies")
            #expect(large.status == .unprocessableContent)
            #expect(large.text.contains("must not have more than 25 MB together") && large.text.contains(">\nAll of it.</textarea>"))
            #expect(large.text.contains("choose them again if they are to go along – a.bin"))
            // A macro that is put in leaves the files to be chosen again, and says so.
            let kept = try await ada.send(fields.dropLast() + [("then", "draft")], files: [("b.bin", "x")], to: "\(path)/replies")
            #expect(kept.status == .seeOther)
            for forged in ["", "1.x"] {
                let fields = [("_seal", forged)] + fields.dropFirst()
                #expect(try await ada.send(fields, files: [("a.bin", "x")], to: "\(path)/replies").status == .forbidden)
                let plain = try await ada.submit("\(path)/replies", ["text": "x", "seen": "1", "once": "once-again", "then": ""], seal: forged)
                #expect(plain.status == .forbidden)
            }
            #expect(
                try await ada.send(.post, "\(path)/replies", [.contentType: "text/plain", .fetchSite: "same-origin"], "_seal=\(seal)").status
                    == .unsupportedMediaType)
            #expect(
                try await ada.send(
                    .post, "\(path)/replies", [.contentType: "application/x-www-form-urlencoded", .fetchSite: "cross-site"], "_seal=\(seal)"
                ).status == .forbidden)
            #expect(!(try await ada.get(path).text.contains("<p class=\"words\">All of it.</p>")))
        }
    }
}
