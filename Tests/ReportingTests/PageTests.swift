import Analytics
import Reporting
import Testing
import Web

@Suite struct `The report as a page` {
    @Test func `needs nothing else and runs nothing`() async throws {
        let page = try await report(try shop()).page.text
        for forbidden in ["<script", "<link", "<img", "http:", "https:", " style=", " onclick", "url(http", "@import"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test func `escapes every name`() async throws {
        let name = "<script>alert(1)</script>\"'\u{301}&"
        let page = try await report(try shop(kind: { name + $0 }), title: name).page.text
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;"))
        // A quote with an accent on it is one character for Swift and still a quote for a browser.
        #expect(!Array(page.unicodeScalars).split(separator: "'").dropFirst().contains { $0.first == "\u{301}" })
        #expect(page.contains("&#39;\u{301}&amp;"))
    }

    @Test func `closes what it opens`() async throws {
        for log in [try shop(), try shop(people: 3), nobody.build()] {
            let page = try await report(log).page.text
            #expect(unbalanced(page) == nil)
        }
    }

    @Test func `gives each chart a title, a description and a table`() async throws {
        let page = try await report(try shop()).page.text
        let pictures = page.components(of: "role=\"img\"")
        #expect(pictures >= 3)
        #expect(page.components(of: "<desc id=") == pictures)
        #expect(page.components(of: "<title id=") == pictures)
        #expect(page.components(of: "The same figures as a table") >= 2)
    }

    @Test func `has no two elements of one id`() async throws {
        let ids = try await report(try shop()).page.text.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count && !ids.isEmpty)
    }

    @Test func `of nothing says what to do`() async throws {
        #expect(try await Report(log: nobody.build(), options: ReportOptions(title: "Nobody")).page.text.contains("Nothing has happened yet"))
    }

    /// The first tag that is closed out of turn or never.
    private func unbalanced(_ page: String) -> String? {
        let empty: Set<Substring> = ["meta", "br"]
        var open: [Substring] = []
        for tag in page.matches(of: /<(\/?)([a-zA-Z0-9]+)[^>]*?(\/?)>/) where !empty.contains(tag.2) && tag.3.isEmpty {
            if tag.1.isEmpty { open.append(tag.2) } else if open.popLast() != tag.2 { return String(tag.0) }
        }
        return open.last.map(String.init)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
