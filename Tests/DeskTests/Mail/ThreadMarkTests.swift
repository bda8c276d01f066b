import Testing

@testable import Desk

@Suite struct `A mark of ours` {
    private let mark = ThreadMark(secret: [UInt8](repeating: 7, count: 32))

    @Test func `is known again, in an address and in a Message-ID, whatever a server does to its case`() {
        let (address, id) = (mark.address("help@shop.example", 1042), mark.messageID(1042, entry: 77, domain: "shop.example"))
        #expect(address.hasPrefix("help+c1042.") && address.hasSuffix("@shop.example") && address.utf8.count < 60)
        #expect(mark.conversation(inAddress: address.uppercased()) == 1042 && mark.conversation(inMessageID: id.uppercased()) == 1042)
    }

    @Test func `cannot be made by anybody else, nor be moved to another conversation`() {
        let address = mark.address("help@shop.example", 1042)
        let id = mark.messageID(1042, entry: 77, domain: "shop.example")
        let other = ThreadMark(secret: [UInt8](repeating: 8, count: 32))
        #expect(other.conversation(inAddress: address) == nil && other.conversation(inMessageID: id) == nil)
        for forged in [
            address.replacing("1042", with: "1043"), "help+c1042@shop.example", "help+c1042.@shop.example", "help@shop.example", "+", "", "a+c-1.x@b",
        ] {
            #expect(mark.conversation(inAddress: forged) == nil)
        }
        #expect(mark.isForged(address.replacing("1042", with: "1043")) && mark.isForged("help+c7.x@shop.example"))
        for plain in [address, "help@shop.example", "help+c1042@shop.example", "help+news.x@shop.example", ""] { #expect(!mark.isForged(plain)) }
        for forged in [id.replacing("1042", with: "1043"), id.replacing("e77", with: "e78"), "c1042.e77.@x", "c1042.e77@x", "x", ""] {
            #expect(mark.conversation(inMessageID: forged) == nil)
        }
        #expect(mark.conversation(inAddress: address.replacing("c1042.", with: "c01042.")) == nil || mark.conversation(inAddress: address) == 1042)
    }

    @Test(arguments: [
        ("Re: Dented", "dented"), ("RE: AW: Fwd: Dented", "dented"), ("Odp: Biurko", "biurko"), ("回复：桌子", "桌子"), ("Order: 12", "order: 12"),
        ("Re", "re"), ("", ""),
    ])
    func `is not a subject, of which only what was added by answering is known`(subject: String, plain: String) {
        #expect(subject.plainSubject == plain)
    }
}
