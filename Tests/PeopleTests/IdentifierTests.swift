import Testing

@testable import People

@Suite struct `Identifiers` {
    @Test(arguments: [
        ("ada@example.com", "ada@example.com"), (" Ada@Example.COM\n", "ada@example.com"), ("Ada Byron <ada@example.com>", "ada@example.com"),
        ("<ada@example.com>", "ada@example.com"), ("mailto:ada@example.com", "ada@example.com"),
        ("MAILTO:ada@example.com?subject=Hi", "ada@example.com"),
        ("ada+chairs@example.com", "ada+chairs@example.com"), ("Анна@пример.рф", "анна@пример.рф"), ("ada@localhost", "ada@localhost"),
        (#""ada byron"@example.com"#, #""ada byron"@example.com"#), (#""a@b"@example.com"#, #""a@b"@example.com"#),
        ("mailto@example.com", "mailto@example.com"),
    ])
    func `an email address is told in one way`(_ raw: String, _ value: String) {
        #expect(Identifier(.email, raw)?.value == value)
    }

    @Test(arguments: [
        "", "@", "ada", "ada@", "@example.com", "ada@@example.com", "ada@b@example.com", "ada@example.com, bob@example.com",
        "ada@example.com;bob@example.com",
        "ada byron@example.com", "ada@exam ple.com", "Ada <ada>", "<>", "mailto:", "mailto:ada", "ada@example.com>", #""@example.com"#,
        "\"a\nb\"@example.com",
        "ada\u{0}@example.com",
    ])
    func `what is no email address is none`(_ raw: String) {
        #expect(Identifier(.email, raw) == nil)
    }

    @Test(arguments: ["+", "00", "+ n/a", "00 -", "-"])
    func `a telephone number without digits that tell anything is none`(_ raw: String) {
        #expect(Identifier(.phone, raw) == nil)
    }

    @Test(arguments: [("+48 600-100-200", "+48600100200"), ("0048 600 100 200", "+48600100200"), ("600 100 200", "600100200")])
    func `a telephone number is its digits, with its country where it says one`(_ raw: String, _ value: String) {
        #expect(Identifier(.phone, raw)?.value == value)
    }
}
