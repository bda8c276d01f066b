/// What was asked. The number is what the timeline keeps.
package enum ScoreScale: Int16, Hashable, Sendable, CaseIterable {
    /// "How likely are you to recommend us?" 0…10.
    case nps = 1
    /// Satisfaction, 1…5.
    case csat = 2
    /// Effort, 1…7; 7 is easiest.
    case ces = 3
    /// A rating of something met on the way, 1…5.
    case rating = 4
    /// An overall rating, 1…10.
    case rating10 = 5
    /// Thumbs: 0 or 1.
    case thumbs = 6
}
