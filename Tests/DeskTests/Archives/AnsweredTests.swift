import Foundation
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Channels
@testable import Desk

@Suite struct `Mail that was brought in` {
    @Test(arguments: engines) func `is answered by mail, and what the customer writes back comes into the same conversation`(engine: Engine)
        async throws
    {
        try await withPostOffice(engine) { post async throws in
            try await post.connect()
            try await post.office.bring(example: "zendesk.json")
            let number = try await post.office.number(of: "5101")
            #expect(try await post.answerTo(in: number) == "kim@example.com")
            try await post.answer("Is the new top all right?", in: number)
            let sent = try #require(try await post.journal(.outgoing).first)
            #expect(sent.conversation == number && sent.address == "kim@example.com" && sent.subject == "Re: Desk arrived with a dent")
            let back = try await post.bring(post.letter("It is!", id: "k9@example.com", answers: sent.messageID))
            #expect(back.conversation == number)
            #expect(try await post.office.conversations.whole(number).entries.last?.text == "It is!")
            // What did not come by mail goes out by none.
            let web = try await post.office.number(of: "5102")
            #expect(try await post.answerTo(in: web) == nil)
        }
    }
}
