package import Timeline

/// How a file is going to be read: what it is, what its columns mean, and the first touchpoints as they would be.
package struct ImportPlan: Sendable {
    package let path: String
    package let format: FileFormat
    package let encoding: TextEncoding
    package let columns: [Column]
    /// Complete: what was said, and what was guessed for the rest.
    package let mapping: Mapping
    /// What the reader should know: guesses that could be wrong, and what was decided in their stead. Sentences.
    package let notes: [String]
    /// The first five touchpoints.
    package internal(set) var preview: [NewTouchpoint]
    /// The bad rows among the first thousand.
    package internal(set) var rejected: [RejectedRow]

    /// The map of a wide survey, laid over the columns.
    package let survey: SurveyMap?
    /// The records are calls as Segment's libraries send them, and are read as they would be over HTTP.
    let holdsSegmentCalls: Bool
    let hasHeader: Bool?
    let dayFirst: Bool?
    /// The beginning of a pipe, which cannot be read twice.
    let head: [UInt8]

    package struct Column: Hashable, Sendable {
        package let name: String
        /// `customer`, `at`, `score of artwork_rated`; `nil` for what is kept as a property (or left out, by the map of a survey).
        package let meaning: String?
        package let why: String
        /// Up to three values that differ.
        package let samples: [String]
    }
}
