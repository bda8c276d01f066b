/// One thing that was looked at.
package struct Finding: Hashable, Sendable {
    package let topic: String
    package let words: String
    /// Somebody has to do something.
    package let isTrouble: Bool

    init(_ topic: String, _ words: String, isTrouble: Bool = false) {
        (self.topic, self.words, self.isTrouble) = (topic, words, isTrouble)
    }

    /// `room         12.3 GB free in data`; trouble is marked.
    package var line: String {
        let topic = topic + String(repeating: " ", count: max(1, 14 - topic.count))
        return "\(isTrouble ? "✗" : "✓") \(topic)\(words)"
    }
}
