import Testing

@testable import Channels

@Suite struct `A JSON text` {
    private func read(_ text: String) throws -> JSONValue { try JSONText(Array(text.utf8)).root }

    @Test func `gives its values by name and in order`() throws {
        let json = try read(#" {"a": 1, "b": [true, null, "x"], "c": {"d": -2.5e1}} "#)
        #expect(json["a"]?.source == "1")
        #expect(json["b"]?.elements.map(\.form) == [.true, .null, .text])
        #expect(json["c"]?["d"]?.double == -25)
        #expect(json["c"]?.source == #"{"d": -2.5e1}"#)
        #expect(json.members.map(\.name) == ["a", "b", "c"])
        #expect(json["nothing"] == nil)
    }

    @Test func `lets the last of two equal names count`() throws {
        #expect(try read(#"{"a": 1, "b": 2, "a": 3}"#)["a"]?.source == "3")
    }

    @Test func `takes null for nothing`() throws {
        #expect(try read(#"{"a": 1, "a": null}"#)["a"] == nil)
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\n\t\r\b\f""#, "\n\t\r\u{8}\u{C}"), (#""\u0041\u00e9\u4e2d""#, "Aé中"),
        (#""\ud83d\ude00!""#, "😀!"), (#""Łódź 中 😀""#, "Łódź 中 😀"), (#""""#, ""),
    ])
    func `unescapes texts`(source: String, text: String) throws { #expect(try read(source).string == text) }

    @Test func `finds a member whose name is written with escapes`() throws {
        #expect(try read(#"{"\u0061\u0062": 1}"#)["ab"]?.source == "1")
    }

    @Test(arguments: [
        ("", "there is nothing in it (line 1, column 1)"), ("{", "a name in double quotes is missing (line 1, column 2)"),
        ("{\n  \"a\": 1\n  \"b\": 2}", "a comma or “}” is missing (line 3, column 3)"), ("[1 2]", "a comma or “]” is missing (line 1, column 4)"),
        (#"{"a" 1}"#, "a colon is missing (line 1, column 6)"), ("[1,]", "a value is missing (line 1, column 4)"),
        ("nul", "a value is missing (line 1, column 1)"), ("01", "something stands behind the end (line 1, column 2)"),
        ("1.", "a number ends with its point (line 1, column 3)"), ("1e", "a number ends with its exponent's mark (line 1, column 3)"),
        ("\"a", "a text is not closed (line 1, column 3)"), (#""\x""#, "an escape in a text is unknown (line 1, column 2)"),
        ("{} x", "something stands behind the end (line 1, column 4)"),
        ("\"a\nb\"", "a control character stands in a text: write it as \\n, \\t or \\u00… (line 1, column 3)"),
        ("NaN", "a value is missing (line 1, column 1)"),
    ])
    func `says what is wrong and where`(text: String, fault: String) {
        let found = #expect(throws: JSONFault.self) { try JSONText(Array(text.utf8)) }
        #expect(found?.description == fault)
    }

    @Test(
        arguments: [
            [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE4, 0xB8, 0x22],
            [0x22, 0xFF, 0x22],
        ] as [[UInt8]])
    func `takes no text that is not UTF-8`(bytes: [UInt8]) {
        let found = #expect(throws: JSONFault.self) { try JSONText(bytes) }
        #expect(found?.reason == "a text is not in UTF-8")
    }

    @Test(arguments: [
        (#""\ud800x""#, "\u{FFFD}x"), (#""\ud83d\ude00 \ud83d""#, "😀 \u{FFFD}"), (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
        (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"), (#""\\ud83d""#, "\\ud83d"),
    ])
    func `takes half a character for one that is unknown`(source: String, text: String) throws { #expect(try read(source).string == text) }

    @Test func `nests 32 levels in a batch and no more`() throws {
        let deepest = String(repeating: "[", count: 34) + String(repeating: "]", count: 34)
        #expect(try read(deepest).form == .list)
        #expect(throws: JSONFault.self) { try read("[\(deepest)]") }
        #expect(throws: JSONFault.self) { try read(String(repeating: "{\"a\":", count: 200_000)) }
    }

    @Test func `has a million values at most`() {
        let text = "[" + String(repeating: "1,", count: 1_000_000) + "1]"
        #expect(throws: JSONFault.self) { try read(text) }
    }

    @Test func `is laid out and packed without a change to what it says`() throws {
        let text = #"{"a":1.50,"b":[],"c":{"d":[true,"x\u00e9"],"e":{}}}"#
        let json = try read(text)
        let lines = [
            #"{"#, #"  "a": 1.50,"#, #"  "b": [],"#, #"  "c": {"#, #"    "d": ["#, #"      true,"#, #"      "x\u00e9""#, #"    ],"#, #"    "e": {}"#,
            "  }", "}",
        ]
        #expect(json.laidOut == lines.joined(separator: "\n"))
        #expect(String(decoding: try read(json.laidOut).compact, as: UTF8.self) == text)
    }

    @Test func `is written such that it reads as it was`() throws {
        let text = "quote \" backslash \\ line\n tab\t bell\u{7} unit\u{1F} 中"
        var object = JSONObjectText()
        object.add("text", text)
        #expect(try JSONText(object.bytes).root["text"]?.string == text)
    }
}
