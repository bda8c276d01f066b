package import Timeline

/// How a file is going to be read: what it is, what its columns mean, and the first touchpoints as they would be.
package struct ImportPlan: Sendable {
    package let path: String
    package let columns: [Column]
    /// Complete: what was said, and what was guessed for the rest. Empty for a wide survey, whose map says it all.
    package let mapping: Mapping
    /// What the reader should know: guesses that could be wrong, and what was decided in their stead. Sentences.
    package let notes: [String]
    /// A date that could be read with days first and with months first, where nothing in the file tells which is right; days are then taken to
    /// come first.
    package var doubtfulDate: String?
    /// A column of what may be money, and holds too much else to be taken for it.
    package var amountsLeftOut: AmountsLeftOut?
    /// On which scales scores are read where nobody has said so, in a sentence that stands among the notes too.
    package var guessedScales: String?
    /// What columns could mean besides, and how to say so, in sentences that stand among the notes too.
    package var offers: [String] = []
    /// The first ten touchpoints.
    package internal(set) var preview: [NewTouchpoint] = []
    /// The bad rows in the first mebibyte.
    package internal(set) var rejected: [RejectedRow] = []

    let recipe: ImportRecipe
    /// The beginning of a pipe, which cannot be read twice.
    let head: [UInt8]

    package struct AmountsLeftOut: Hashable, Sendable {
        package let column: String
        /// So many of the values that were looked at are no amounts.
        package let unreadable: Int
        package let values: Int
        /// One of those.
        package let example: String
    }

    package struct Column: Hashable, Sendable {
        package let name: String
        /// `customer`, `at`, `score of artwork_rated`; `nil` for what is kept as a property (or left out, by the map of a survey).
        package let meaning: String?
        package let why: String
        /// Up to three values that differ.
        package let samples: [String]
    }
}

extension ImportPlan {
    /// Whether a mapping decides what the columns mean; otherwise the form of the records does, or the map of a survey.
    package var isByMapping: Bool { if case .rows = recipe.meaning { true } else { false } }

    package var format: FileFormat { recipe.format }
    package var encoding: TextEncoding { recipe.encoding }

    /// The same file read by plans of the same signature gives the same touchpoints.
    package var signature: String { recipe.signature }

    /// What the values of a rejected row are called: the columns, or `record` where a record stands as a whole.
    package var rejectedColumns: [String] {
        if case .delimited = format { columns.map(\.name) } else { ["record"] }
    }
}
