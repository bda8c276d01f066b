import Statistics
import Testing

@testable import Reporting

@Suite struct `A number` {
    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "−1,234,567")]) func `is grouped by thousands`(number: Int, text: String)
    {
        #expect(grouped(number) == text)
    }

    @Test(
        arguments: [
            (39.8398, 1, "39.8"), (-4, 1, "−4.0"), (-0.04, 1, "0.0"), (0.05, 1, "0.1"), (1.005, 2, "1.00"), (1234.5, 0, "1,235"), (9.999, 2, "10.00"),
        ] as [(Double, Int, String)])
    func `is rounded, and nothing is never minus nothing`(value: Double, decimals: Int, text: String) {
        #expect(fixed(value, decimals) == text)
    }

    @Test func `that is none is a dash`() {
        #expect(fixed(.nan, 1) == "–")
        #expect(fixed(.infinity, 1) == "–")
    }

    @Test func `of one is said in the singular`() {
        #expect(counted(1, "person", "people") == "1 person")
        #expect(counted(2_000, "person", "people") == "2,000 people")
    }
}

@Suite struct `A time` {
    @Test(
        arguments: [
            (0, "0 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (7_500, "2 h 5 min"), (90_000, "1 d 1 h"), (20 * 86_400, "20 d"),
            (1_000 * 86_400, "2.7 y"),
        ] as [(Int64, String)])
    func `is told in its two largest units`(seconds: Int64, text: String) {
        #expect(told(.seconds(seconds)) == text)
    }
}

@Suite struct `An estimate` {
    @Test func `is written with its interval`() {
        #expect(Proportion(50, of: 100).text.whole == "50.0 % (40.4–59.6)")
    }

    @Test func `of few is said in words`() {
        #expect(Proportion(12, of: 12).text.whole == "too few (12 < 30)")
        #expect(Proportion(0, of: 0).text.whole == "no answers")
    }
}

@Suite struct `A name on a terminal` {
    @Test func `has as many columns as a terminal gives it`() {
        #expect("abc".columns == 3)
        #expect("客户服务".columns == 8)
        #expect("e\u{301}".columns == 1)
    }

    @Test func `is cut where it is too long`() {
        #expect("abcdef".cut(to: 4) == "abc…")
        #expect("客户服务".cut(to: 5) == "客户…")
        #expect("abc".cut(to: 3) == "abc")
    }

    @Test func `cannot steer the terminal`() {
        #expect("a\u{1B}[31mb\u{7}\n\u{202E}c".harmless == "a[31mbc")
    }
}

@Suite struct `A key` {
    @Test func `without a name is made readable`() {
        let labels = Labels(kinds: ["ad_click": "Ad clicked"])
        #expect(labels.kind("ad_click") == "Ad clicked")
        #expect(labels.kind("order_placed") == "Order placed")
        #expect(labels.kind("Order_Placed by phone") == "Order_Placed by phone")
    }
}

@Suite struct `A bar` {
    @Test func `is drawn to an eighth, and something is never nothing`() {
        #expect(bar(0, width: 10) == "")
        #expect(bar(0.0001, width: 10) == "▏")
        #expect(bar(0.5, width: 10) == "█████")
        #expect(bar(2, width: 10) == "██████████")
    }
}
