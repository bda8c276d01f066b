import Kernel
import Language
import Testing

@Suite struct `A message` {
    private func filled(_ text: String, _ arguments: [String: any MessageArgument] = [:], in language: ReaderLanguage = .en) throws -> String {
        try Message(text).filled(arguments.mapValues(\.messageValue), in: language) { value, style in
            switch value {
            case .text(let text): text
            case .number(let number): (Int(exactly: number).map(String.init) ?? String(number)) + (style == .percent ? "%" : "")
            case .moment(let instant): "\(instant)"
            case .day(let day): "\(day)"
            }
        }
    }

    @Test func `is the text itself when nothing is to be filled in`() throws {
        #expect(try filled("Customers # and what they don't say") == "Customers # and what they don't say")
    }

    @Test func `takes names, numbers and days`() throws {
        let day = try #require(Day("2026-11-22"))
        #expect(try filled("{name}: {share, number, percent} on {day, date}", ["name": "Ada", "share": 12, "day": day]) == "Ada: 12% on 2026-11-22")
    }

    @Test func `shows the name of what was not given`() throws {
        #expect(try filled("Hello {name}") == "Hello {name}")
        #expect(try filled("{count, plural, other {#}}") == "{count}")
    }

    @Test(arguments: [(0, "никого"), (1, "1 клиент"), (2, "2 клиента"), (5, "5 клиентов"), (21, "21 клиент"), (112, "112 клиентов")])
    func `chooses the form that goes with a number`(count: Int, text: String) throws {
        let message = "{count, plural, =0 {никого} one {# клиент} few {# клиента} many {# клиентов} other {# клиента}}"
        #expect(try filled(message, ["count": count], in: .ru) == text)
    }

    @Test func `chooses by a word`() throws {
        let message = "Wrote {channel, select, mail {by mail} chat {in the chat} other {somehow}}."
        #expect(try filled(message, ["channel": "chat"]) == "Wrote in the chat.")
        #expect(try filled(message, ["channel": "fax"]) == "Wrote somehow.")
    }

    @Test func `nests, and the number sign means the nearest plural`() throws {
        let message =
            "{who, select, you {{n, plural, one {# task of yours} other {# tasks of yours}}} other {{n, plural, one {# task} other {# tasks}}}}"
        #expect(try filled(message, ["who": "you", "n": 3]) == "3 tasks of yours")
        #expect(try filled(message, ["who": "all", "n": 1]) == "1 task")
    }

    @Test func `quotes braces and apostrophes`() throws {
        #expect(try filled("it''s '{name}', don't '#' it") == "it's {name}, don't # it")
    }

    @Test(arguments: [
        "{", "}", "{name", "{name,}", "{n, plural}", "{n, plural, one {x}}", "{n, plural, dozens {x} other {y}}", "{n, plural, =x {a} other {b}}",
        "{k, select, a {x}}", "{d, sundial}", "{}", "a } b",
    ]) func `is refused when it cannot be read`(text: String) {
        #expect(throws: MessageError.self) { try Message(text) }
    }

    @Test func `nests no deeper than anyone writes`() {
        let deep = String(repeating: "{n, plural, other {", count: 5_000) + String(repeating: "}}", count: 5_000)
        #expect(throws: MessageError.self) { try Message(deep) }
    }

    @Test func `knows its placeholders and plurals`() throws {
        let message = try Message("{a} {n, plural, one {{b}} other {#}} {k, select, x {{c}} other {}}")
        #expect(message.placeholders == ["a", "b", "c", "k", "n"])
        #expect(message.plurals == [[.one, .other]])
        #expect(message.selects == ["k": ["x", "other"]])
    }
}

@Suite struct `The language of a reader` {
    @Test(arguments: [
        ("pl-PL,pl;q=0.9,en;q=0.8", ReaderLanguage.pl), ("zh-CN", .zh), ("de, ru;q=0.4, en;q=0.3", .ru), ("en;q=0.2, pl;q=0.7", .pl), ("de-DE", .en),
        ("", .en), ("*", .en), ("pl;q=x", .pl), ("pl;q=0", .en),
    ]) func `is the one the browser likes best of ours`(header: String, language: ReaderLanguage) {
        #expect(ReaderLanguage.preferred(by: header) == language)
    }
}
