import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

private func word(_ purpose: Consent.Purpose, _ isGiven: Bool, hour: Int64, position: Int64 = 1) -> Consent {
    Consent(
        purpose: purpose, isGiven: isGiven, at: noon().adding(.hours(hour)), position: position, channel: Channel("web", "Website"), source: 1,
        reason: nil)
}

@Suite struct `What customers allow` {
    @Test func `is their newest word on each purpose, in whatever order the words came`() {
        var random = SeededGenerator(seed: 7)
        let words = [
            word(.newsletter, true, hour: 1), word(.newsletter, false, hour: 3), word(.newsletter, true, hour: 2), word(.marketing, true, hour: 0),
        ]
        for _ in 0..<10 {
            let standing = Consent.standing(words.shuffled(using: &random))
            #expect(standing.map(\.purpose) == [.marketing, .newsletter])
            #expect(standing.map(\.isGiven) == [true, false])
        }
    }

    @Test func `is, of two words of one moment, the one that came later`() {
        let words = [word(.marketing, true, hour: 1, position: 8), word(.marketing, false, hour: 1, position: 9)]
        #expect(!Consent.allows(.marketing, by: words))
        #expect(!Consent.allows(.marketing, by: words.reversed()))
    }

    @Test func `needs a yes for marketing, and only the lack of a no for surveys`() {
        #expect(!Consent.allows(.marketing, by: []))
        #expect(Consent.allows(.surveys, by: []))
        #expect(!Consent.allows(.surveys, by: [word(.surveys, false, hour: 1)]))
    }

    @Test func `ends for each purpose with a word about everything, until a later one about that purpose`() {
        let words = [word(.marketing, true, hour: 1), word(.everything, false, hour: 2)]
        #expect(!Consent.allows(.marketing, by: words))
        #expect(!Consent.allows(.surveys, by: words))
        #expect(Consent.allows(.marketing, by: words + [word(.marketing, true, hour: 3)]))
    }

    @Test func `is said of each purpose that properties name, and of none that nobody can read`() {
        func purposes(_ properties: String) -> [String] { Consent.Purpose.named(in: properties).map(\.rawValue) }
        #expect(purposes(#"{"purpose":["Product News","surveys","surveys"]}"#) == ["product_news", "surveys"])
        #expect(purposes(#"{"purpose":"newsletter, surveys; analytics"}"#) == ["newsletter", "surveys", "analytics"])
        for nothing in ["", "{}", "[]", #"{"purpose":""}"#, #"{"purpose":null}"#, #"{"purpose":{"a":1}}"#, #"{"purpose":["a",1]}"#] {
            #expect(purposes(nothing).isEmpty, "\(nothing)")
        }
    }

    @Test(arguments: engines) func `is changed by staff with a reason, and stands on the line`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 3, traits: ["name": "Ada"])
            let path = try await office.path(of: "ada")
            let none = try await office.submit(path + "/consents", ["purpose": "marketing", "word": "given", "channel": "phone"], as: .agent)
            #expect(none.status == .unprocessableContent)
            let form: KeyValuePairs<String, String?> = [
                "purpose": "marketing", "word": "given", "channel": "phone", "reason": "Said \"yes\" on the phone",
            ]
            #expect(try await office.submit(path + "/consents", form, as: .viewer).status == .forbidden)
            #expect(try await office.submit(path + "/consents", form, as: .agent).status == .seeOther)
            let page = try await office.page(path + "/privacy", as: .viewer).text
            #expect(page.contains("agreed") && page.contains("Said &quot;yes&quot; on the phone") && page.contains("Staff"))
            #expect(!page.contains("name=\"reason\""))
            let line = office.line
            let allowed = try await line.database.read { session in
                let person = try Identifier(.userID, "ada").flatMap { try line.identities.find($0, session) }?.person ?? 0
                return try Consent.allows(.marketing, person: person, line.catalogue, session)
            }
            #expect(allowed)
        }
    }
}

extension Office {
    /// The page of one of the cast.
    func path(of name: String) async throws -> String {
        try await line.database.read { [line] session in
            let number = try Identifier(.userID, name).flatMap { try line.identities.find($0, session) }?.person ?? 0
            return "/customers/\(try PersonStore().find(number: number, session).id)"
        }
    }
}
