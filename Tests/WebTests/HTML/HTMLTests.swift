import Kernel
import Testing
import Web

@Suite struct `Markup` {
    let nothing: String? = nil

    @Test(arguments: [
        ("<b>Ada</b> & Čapek", "&lt;b&gt;Ada&lt;/b&gt; &amp; Čapek"),
        ("a\"\u{301} onfocus=x", "a&quot;\u{301} onfocus=x"),
        ("'\u{301}", "&#39;\u{301}"),
        ("<\u{301}script", "&lt;\u{301}script"),
        ("\"\u{200D}", "&quot;\u{200D}"),
        ("\"\u{FE0F}", "&quot;\u{FE0F}"),
        ("\"\u{20DD}>\u{0338}", "&quot;\u{20DD}&gt;\u{0338}"),
        ("zero\u{0}", "zero\u{FFFD}"),
    ]) func `escapes interpolated text by its bytes`(text: String, escaped: String) {
        let html: HTML = "<p title=\"\(text)\">\(text)</p>"
        #expect(html.text.unicodeScalars.elementsEqual("<p title=\"\(escaped)\">\(escaped)</p>".unicodeScalars))
    }

    @Test func `holds no bare quote or bracket whatever mark follows it`() {
        for mark in (0x300...0x36F).compactMap(Unicode.Scalar.init) {
            for sign in "\"'<>" {
                let html: HTML = "\("\(sign)\(mark)" as String)"
                #expect(html.text.unicodeScalars.first == "&", "\(mark.value)")
            }
        }
    }

    @Test func `is not escaped twice`() {
        let name: HTML = "<b>\("A & B" as String)</b>"
        #expect("<p>\(name)\([name, name])\(Optional(name))</p>" as HTML == "<p><b>A &amp; B</b><b>A &amp; B</b><b>A &amp; B</b><b>A &amp; B</b></p>")
    }

    @Test(arguments: [true]) func `takes literals within it as markup`(isNew: Bool) {
        #expect("\(isNew ? "<b>new</b>" : nil)\(isNew ? nil : "<i>old</i>")\(isNew ? "<u>" : "")" as HTML == "<b>new</b><u>")
    }

    @Test func `leaves out what is not there`() {
        let missing: HTML? = nil
        #expect("<p>\(missing)\(nothing)</p>" as HTML == "<p></p>")
        #expect("<p\(attribute: "title", nothing)\(flag: "hidden", false)></p>" as HTML == "<p></p>")
    }

    @Test func `writes attributes and flags with their space`() {
        #expect("<p\(attribute: "title", "a\"b")\(flag: "hidden", true)>\(7)</p>" as HTML == "<p title=\"a&quot;b\" hidden>7</p>")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x",
        "\u{1}javascript:x", "\\\\evil.example",
    ]) func `lets no address run anything`(url: String) {
        #expect("<a href=\"\(url: url)\">" as HTML == "<a href=\"#\">")
    }

    @Test(arguments: ["/customers?q=a:b", "#top", "https://example.com/", "mailto:ada@example.com", "tel:+48600100200", "customers/a:b", "?a=1"])
    func `keeps honest addresses`(url: String) {
        #expect("<a href=\"\(url: url)\">" as HTML == HTML(trusted: "<a href=\"\(url)\">"))
    }
}
