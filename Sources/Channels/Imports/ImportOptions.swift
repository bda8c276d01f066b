package import Foundation
package import Kernel

/// What somebody has said about a file. What is `nil` is guessed.
package struct ImportOptions: Sendable {
    package var format: FileFormat?
    package var encoding: TextEncoding?
    package var hasHeader: Bool?
    /// Complete or in part; the rest is guessed.
    package var mapping = Mapping()
    /// The zone of times that say none; `nil` is UTC.
    package var timeZone: TimeZone?
    /// Whether `3/4/2010` is the third of April.
    package var dayFirst: Bool?
    /// The channel of all touchpoints, when no column says one.
    package var channel: String?
    /// The currency of values, when no column says one.
    package var currency: Currency?

    /// The map of a wide survey; the mapping is not looked at then.
    package var survey: SurveyMap?

    package init() {}
}
