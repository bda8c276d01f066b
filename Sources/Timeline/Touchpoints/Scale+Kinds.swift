extension Scale {
    /// The scale on which a kind of the catalogue asks; `nil` of a kind that may ask on any.
    package init?(askedBy kind: String) {
        switch kind {
        case "survey_nps": self = .nps
        case "survey_csat": self = .csat
        case "survey_ces": self = .ces
        default: return nil
        }
    }

    /// The kind whose question is on this scale; `nil` of a scale on which anything is rated.
    package var survey: String? {
        switch self {
        case .nps: "survey_nps"
        case .csat: "survey_csat"
        case .ces: "survey_ces"
        case .rating, .rating10, .thumbs: nil
        }
    }
}
