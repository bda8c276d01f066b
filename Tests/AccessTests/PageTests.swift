import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Language
import Testing
import Web

/// Names that would break out of text or attributes where marks are told from characters carelessly.
private let names = [
    "\"\u{301} onfocus=alert(1) x=\"", "'\u{301} onload=alert(1) x='", "<\u{301}script>", "\"\u{200D}>", "\"\u{FE0F}><img src=x onerror=alert(1)>",
    "</textarea></title><b>", "&amp;{count}",
]

@Suite struct `Every page of Access` {
    @Test(arguments: names) func `lets no name break out`(name: String) async throws {
        let plain = try await skeletons(named: "Plain")
        let odd = try await skeletons(named: name)
        for (page, tags) in odd { #expect(tags == plain[page], "\(page)") }
        #expect(odd.count == 12)
    }

    @Test(arguments: ReaderLanguage.allCases) func `speaks the language of its reader, whole`(language: ReaderLanguage) async throws {
        for (page, text) in try await pages(named: "Plain", in: language) {
            #expect(text.contains("<html lang=\"\(language.tag)\">"), "\(page)")
            #expect(text.firstMatch(of: /\baccess\.[a-z_.]+|\bweb\.[a-z_.]+|\{[a-z_]+\}/) == nil, "\(page)")
        }
    }

    @Test func `has a title, one heading, labels for its fields and no identifier twice`() async throws {
        for (page, text) in try await pages(named: "Plain", in: .en) {
            #expect(text.matches(of: /<h1>/).count == 1, "\(page)")
            #expect(text.firstMatch(of: /<title>[^<]+ · Throughline<\/title>/) != nil, "\(page)")
            let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            #expect(Set(ids).count == ids.count, "\(page)")
            for target in text.matches(of: /\s(?:for|aria-describedby|data-copy)="([^"]*)"/) {
                #expect(ids.contains(String(target.1)), "\(page) \(target.1)")
            }
            #expect(text.firstMatch(of: /\sstyle=|\son[a-z]+=|<script(?! src)/) == nil, "\(page)")
        }
    }

    @Test func `shows no password that was typed`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let fields: KeyValuePairs<String, String?> = ["old_password": "not my old one", "password": "password1234"]
            let profile = try await ada.submit("/profile/password?_method=put", on: "/profile", fields).text
            let signIn = try await Browser(house).signIn("ada@example.com", "not my old one").text
            for text in [profile, signIn] { #expect(!text.contains("not my old one") && !text.contains("password1234")) }
        }
    }

    @Test func `is not kept by anybody on the way`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            for path in ["/profile", "/settings/people", "/settings/sources"] {
                #expect(try await ada.get(path).headers[.cacheControl] == "no-store")
            }
            #expect(try await Browser(house).get("/sign-in").headers[.cacheControl] == "no-store")
        }
    }

    private func skeletons(named name: String) async throws -> [String: [String]] { try await pages(named: name, in: .en).mapValues(skeleton) }

    /// All pages, of a house in which everything bears this name.
    private func pages(named name: String, in language: ReaderLanguage) async throws -> [String: String] {
        let pages = Pages()
        try await withHouse { house in
            let reader: HTTPFields = [.acceptLanguage: language.tag]
            let path = House.path(of: try #require(try await house.access.firstRunLink(base: House.address)))
            await pages.add("first run", try await Browser(house).get(path, reader))
            let ada = Browser(house)
            try await ada.submit(path, on: path, ["name": name, "email": "ada@example.com", "password": goodPassword, "language": language.rawValue])
            let invited: KeyValuePairs<String, String?> = ["email": "a&b=c?d#e@example.com", "role": "agent"]
            let link = try await ada.submit("/settings/people/invitations", on: "/settings/people", invited)
            await pages.add("invitation", link)
            await pages.add("welcome", try await Browser(house).get(House.path(of: link.secret()), reader))
            await pages.add("new source", try await ada.submit("/settings/sources", on: "/settings/sources", ["source": name]))
            await pages.add("new key", try await ada.submit("/settings/keys", on: "/settings/sources", ["key": name, "scope": "read"]))
            let key = try #require(try await ada.get("/settings/sources").text.firstMatch(of: /\/settings\/keys\/[0-9a-z]{26}\/revocation/)).0
            let person = "/settings/people/\(try await house.id(of: "ada@example.com"))"
            for path in ["/settings/sources", String(key), "/settings/people", person, "/profile", "/settings", "/settings/changes"] {
                await pages.add(path, try await ada.get(path))
            }
        }
        return await pages.texts
    }
}

private actor Pages {
    var texts: [String: String] = [:]

    func add(_ name: String, _ response: TestResponse) {
        let name = name.replacing(/[0-9a-z]{26}/, with: ":id")
        #expect(response.status == .ok, "\(name)")
        texts[name] = response.text
    }
}

/// The tags of a page with the names of their attributes, as a browser reads them (WHATWG HTML, 13.2.5): what no text may change.
func skeleton(_ page: String) -> [String] {
    var (tags, rest) = ([String](), Array(page.utf8)[...])
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
        rest = rest[rest.index(after: open)...]
        guard let first = rest.first, isLetter(first) || first == UInt8(ascii: "/") || first == UInt8(ascii: "!") else { continue }
        tags.append(tag(&rest))
    }
    return tags
}

private func tag(_ rest: inout ArraySlice<UInt8>) -> String {
    var (words, word, quote): ([String], [UInt8], UInt8?) = ([], [], nil)
    while let byte = rest.popFirst() {
        if let open = quote {
            if byte == open { quote = nil }
        } else if byte == UInt8(ascii: ">") {
            break
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            quote = byte
        } else if byte == 32 || byte == 10 || byte == 9 || byte == 12 || byte == 13 {
            words.append(String(decoding: word, as: UTF8.self))
            word = []
        } else {
            word.append(byte)
        }
    }
    return (words + [String(decoding: word, as: UTF8.self)]).filter { !$0.isEmpty }.joined(separator: " ")
}

private func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }
