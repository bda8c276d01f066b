import Foundation
import Kernel
import People
import Testing
import Timeline

@Suite struct `Texts of the demo company` {
    /// What was written, by the key of who it is about, which holds their number, in order of time.
    private static let texts: [UInt128: [(kind: String, text: String, language: String?)]] = DemoLine.touchpoints.reduce(into: [:]) {
        texts, touchpoint in
        guard let text = member("text", of: touchpoint.properties), let key = touchpoint.key else { return }
        texts[key.bits >> 32, default: []].append((touchpoint.kind, text, DemoLine.trait("language", of: touchpoint)))
    }

    private static func member(_ name: String, of properties: String) -> String? {
        guard properties.contains("\"\(name)\"") else { return nil }
        // What is not an object is found by the test of JSON below.
        let object = (try? JSONSerialization.jsonObject(with: Data(properties.utf8))) as? [String: Any]
        return object?[name] as? String
    }

    @Test func `are written in four languages, hundreds of different ones in each`() {
        let all = Self.texts.values.joined()
        for language in ["en", "ru", "pl", "zh"] {
            #expect(Set(all.filter { $0.language == language }.map(\.text)).count > 700)
        }
    }

    @Test(
        arguments: [("ru", "А"..."я"), ("zh", "\u{4E00}"..."\u{9FFF}"), ("en", "A"..."z"), ("pl", "A"..."z")]
            as [(String, ClosedRange<Unicode.Scalar>)])
    func `are in the script of their language`(language: String, letters: ClosedRange<Unicode.Scalar>) {
        let texts = Self.texts.values.joined().filter { $0.language == language }
        #expect(texts.allSatisfy { $0.text.unicodeScalars.contains { letters.contains($0) } })
    }

    @Test func `never come twice in a row for one customer`() {
        for texts in Self.texts.values {
            #expect(zip(texts, texts.dropFirst()).allSatisfy { $0.text != $1.text })
        }
    }

    @Test func `leave no mark unreplaced`() {
        #expect(DemoLine.touchpoints.allSatisfy { !$0.properties.contains("#") })
    }

    @Test func `sound as they are meant`() {
        for touchpoint in DemoLine.touchpoints where touchpoint.kind == "review_posted" {
            guard let stars = touchpoint.score?.value, let sentiment = touchpoint.sentiment else { continue }
            #expect(stars >= 4 ? sentiment > 0 : stars == 3 || sentiment < 0)
        }
    }

    @Test func `stand in properties that are JSON objects`() throws {
        for touchpoint in DemoLine.touchpoints.enumerated() where touchpoint.offset.isMultiple(of: 17) && !touchpoint.element.properties.isEmpty {
            #expect(try JSONSerialization.jsonObject(with: Data(touchpoint.element.properties.utf8)) is [String: Any])
        }
    }
}
