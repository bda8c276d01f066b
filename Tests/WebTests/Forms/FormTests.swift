import Kernel
import Testing

@testable import Web

@Suite struct `A form` {
    enum Tone: String { case kind, plain }

    @Test func `is read as browsers write it`() {
        let form = Form(urlEncoded: "name=Ada+%26+Co%21&tag=a&tag=b&empty=&flag".utf8)
        #expect(form["name"] == "Ada & Co!")
        #expect(form.all("tag") == ["a", "b"])
        #expect(form.optional("empty") == nil)
        #expect(form.has("flag") && !form.has("other"))
    }

    @Test(arguments: [("a=%", "%"), ("a=%4", "%4"), ("a=%zz", "%zz"), ("a=%FF", "\u{FFFD}"), ("a==b", "=b"), ("a=%00", "\0"), ("=x&a=1", "1")])
    func `survives what no browser writes`(text: String, value: String) {
        #expect(Form(urlEncoded: text.utf8)["a"] == value)
    }

    @Test func `loses white space around its values`() { #expect(Form([("a", " \u{A0}x y\n")])["a"] == "x y") }

    @Test func `says what is wrong with which field`() throws {
        let form = Form([("name", ""), ("count", "12x"), ("tone", "rude"), ("text", "a\r\nb")])
        #expect(throws: Failure.invalid("name", "must not be empty")) { try form.text("name", 1...10) }
        #expect(throws: Failure.invalid("count", "must be a whole number")) { try form.int("count") }
        #expect(throws: Failure.invalid("tone", "must be one of the choices")) { try form.choice("tone", of: Tone.self) }
        #expect(throws: Failure.invalid("text", "must have 0 to 2 characters")) { try form.text("text", 0...2) }
        #expect(try form.text("text") == "a\nb")
    }
}

@Suite struct `A query` {
    @Test func `can be changed in one thing`() {
        let query = Query("q=a%20b&sort=name&page=3")
        #expect(query.with("page", nil).with("sort", "ł&=").text == "?q=a%20b&sort=%C5%82%26%3D")
        #expect(query.keeping("q").text == "?q=a%20b")
        #expect(Query().text.isEmpty)
    }

    @Test func `is read as what it should be`() {
        let query = Query("page=3&from=2026-11-22&empty=&bad=x")
        #expect(query.int("page") == 3)
        #expect(query.day("from") == Day("2026-11-22"))
        #expect(query["empty"] == nil)
        #expect(query.int("bad") == nil)
    }
}

@Suite struct `Addresses to go back to` {
    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "evil", "/\t/evil.example"])
    func `never lead away`(path: String) { #expect(ownPath(path) == "/") }

    @Test(arguments: ["/", "/customers?q=1#x", "/a//b"]) func `lead to our pages`(path: String) { #expect(ownPath(path) == path) }
}

@Suite struct `Cookies` {
    @Test func `are read from all headers, the first of a name counts`() {
        #expect(cookies(in: ["a=1; b=2=3", "c=4; a=5; junk"]) == ["a": "1", "b": "2=3", "c": "4"])
    }

    @Test func `keep a sentence for the next page`() {
        let flash = Flash("Ada; \"saved\" ✓", tone: .note)
        #expect(Flash(cookieValue: flash.cookieValue) == flash)
        #expect(!flash.cookieValue.contains(";"))
        #expect(Flash(cookieValue: "loud.x") == nil)
    }
}
