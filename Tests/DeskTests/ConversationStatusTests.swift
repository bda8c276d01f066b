import Testing

@testable import Desk

@Suite struct `The status of a conversation` {
    @Test func `is known by its key, and no other key is one`() {
        for status in ConversationStatus.allCases { #expect(ConversationStatus(key: status.key) == status) }
        #expect(ConversationStatus(key: "closed") == nil)
    }
}
