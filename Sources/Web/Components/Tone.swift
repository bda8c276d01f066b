/// What a colour means. It is never alone: a word or a mark says the same.
package enum Tone: String, CaseIterable, Sendable { case plain, good, warn, bad, note, thread }
