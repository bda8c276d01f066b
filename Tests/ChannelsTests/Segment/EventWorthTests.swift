import Kernel
import Testing
import Timeline

@testable import Channels

@Suite struct `What an event is worth` {
    private func properties(_ text: String) throws -> JSONValue { try JSONText(Array(text.utf8)).root }

    @Test(arguments: [
        (#"{"revenue":19.99}"#, 1999, "USD"), (#"{"revenue":19.99,"currency":"eur"}"#, 1999, "EUR"),
        (#"{"revenue":"12.5","currency":"PLN"}"#, 1250, "PLN"),
        (#"{"revenue":1e3,"currency":"JPY"}"#, 1000, "JPY"), (#"{"revenue":-0.005,"currency":"EUR"}"#, -1, "EUR"),
        (#"{"total":2.675,"currency":"EUR"}"#, 268, "EUR"), (#"{"value":1,"total":2,"currency":"KWD"}"#, 2000, "KWD"),
    ])
    func `is read exactly`(text: String, minor: Int64, currency: String) throws {
        let money = try EventMoney.read(properties(text))
        #expect(money?.minor == minor)
        #expect(money?.currency.code == currency)
    }

    @Test(arguments: [
        #"{}"#, #"{"value":5}"#, #"{"total":5}"#, #"{"value":5,"currency":"points"}"#, #"{"value":"much","currency":"EUR"}"#, #"{"revenue":null}"#,
    ])
    func `is nothing where nothing is said of money`(text: String) throws { #expect(try EventMoney.read(properties(text)) == nil) }

    @Test(arguments: [
        #"{"revenue":"much"}"#, #"{"revenue":5,"currency":"euros"}"#, #"{"revenue":5,"currency":7}"#, #"{"revenue":1e13}"#, #"{"revenue":true}"#,
    ])
    func `is refused where a revenue is none`(text: String) { #expect(throws: Failure.self) { try EventMoney.read(properties(text)) } }

    @Test(arguments: [
        ("0", 2, 0), ("0.994", 2, 99), ("0.995", 2, 100), ("-0.995", 2, -100), ("123456789012.345", 2, 12_345_678_901_235), ("5", 0, 5),
        ("4.5", 0, 5), ("1e-30", 2, 0), ("0e99", 2, 0), (".5", 1, 5), ("100000000000000000000000000000000000000e-36", 2, 10_000),
    ])
    func `is rounded half away from zero`(text: String, digits: Int, units: Int64) { #expect(MinorUnits(text, digits: digits)?.value == units) }

    @Test(arguments: ["", "-", ".", "1.2.3", "1e", "1e9999", "1000000000000.01", "1e30", "12a", "٣"])
    func `is at most a trillion, and a number`(text: String) {
        #expect(MinorUnits(text, digits: 2) == nil)
    }
}

@Suite struct `What an event scores` {
    private func score(_ text: String) throws -> Score? { try EventScore.read(try JSONText(Array(text.utf8)).root) }

    @Test func `is what its name says`() throws {
        #expect(try score(#"{"nps":9}"#) == Score(9, on: .nps))
        #expect(try score(#"{"csat":4.5}"#) == Score(4.5, on: .csat))
        #expect(try score(#"{"ces":7}"#) == Score(7, on: .ces))
        #expect(try score(#"{"thumbs":0}"#) == Score(0, on: .thumbs))
        #expect(try score(#"{"score":8,"scale":"rating10"}"#) == Score(8, on: .rating10))
        #expect(try score(#"{"rating":3}"#) == Score(3, on: .rating))
    }

    @Test(arguments: [#"{}"#, #"{"score":8}"#, #"{"score":8,"scale":"stars"}"#, #"{"rating":8}"#, #"{"rating":"PG-13"}"#, #"{"nps":null}"#])
    func `is nothing where the scale is not ours`(text: String) throws { #expect(try score(text) == nil) }

    @Test(arguments: [
        (#"{"nps":11}"#, "nps", "0 to 10"), (#"{"csat":0}"#, "csat", "1 to 5"), (#"{"nps":"NaN"}"#, "nps", "0 to 10"),
        (#"{"score":80,"scale":"nps"}"#, "score", "0 to 10"),
    ])
    func `is refused off its scale`(text: String, name: String, range: String) {
        let failure = #expect(throws: Failure.self) { try score(text) }
        #expect(failure == .invalid("properties.\(name)", "must be a number from \(range)"))
    }
}
