import Testing

@testable import Statistics

private func terms(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

@Suite struct `Telling terms` {
    private let late = (0..<20).map { terms("the sofa came \($0) days late we waited") } + [terms("the hinge was loud")]
    private let others = (0..<60).map { terms("the motor of desk \($0) was loud") } + (0..<20).map { terms("the invoice of \($0) was wrong") }

    @Test func `are those that are said here and not elsewhere`() {
        let found = TellingTerms(of: late, among: others)
        #expect(found.terms.keys.contains("late"))
        #expect(found.terms.keys.contains("waited"))
        #expect(!found.terms.keys.contains("the"), "what all say tells nothing")
        #expect(!found.terms.keys.contains("loud"), "what others say more tells nothing")
        #expect(!found.terms.keys.contains("hinge"), "what was said once proves nothing")
        #expect(found.weight(of: terms("late late again")) > 0)
        #expect(found.weight(of: terms("the motor was loud")) == 0)
    }

    @Test func `are none where too few have spoken, or all speak alike`() {
        #expect(TellingTerms(of: Array(late.prefix(7)), among: others).terms.isEmpty)
        #expect(TellingTerms(of: late, among: Array(others.prefix(7))).terms.isEmpty)
        #expect(TellingTerms(of: others, among: others).terms.isEmpty)
    }

    /// By hand: “late” in 20 of 20 texts here and in none of 20 there, one other term in all of both.
    @Test func `are weighed as the formula says`() throws {
        let found = TellingTerms(of: Array(repeating: ["late", "it"], count: 20), among: Array(repeating: ["soon", "it"], count: 20))
        let z = try #require(found.terms["late"])
        // Prior 50·20/80 = 12.5; ln(32.5/57.5) − ln(12.5/77.5) = 1.2540; √(1/32.5 + 1/12.5) = .33282.
        #expect(abs(z - 3.768) < 0.001)
    }
}
