import Foundation
import Kernel
import Testing

@testable import Desk

@Suite struct `A message as programs send it` {
    private static let whole = #"{"key":"m","thread":"t","channel":"chat","from":[{"type":"email","value":"kim@example.com"}],"text":"Hello"}"#

    @Test func `is read with the fields it has to have`() throws {
        let message = try JSONDecoder().decode(MessageJSON.self, from: Data(Self.whole.utf8))
        #expect(message.from.map(\.value) == ["kim@example.com"] && message.at == nil)
    }

    @Test(arguments: [
        (#""text""#, #""sentAt":1,"text""#, "sentAt"), (#""type""#, #""kind":"x","type""#, "from.0.kind"),
    ]) func `says which field is none`(old: String, new: String, field: String) throws {
        let text = Self.whole.replacing(old, with: new)
        #expect { try JSONDecoder().decode(MessageJSON.self, from: Data(text.utf8)) } throws: { error in
            if case Failure.invalid(field, _) = error { true } else { false }
        }
    }
}
