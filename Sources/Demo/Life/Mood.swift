import Kernel

/// How somebody feels about the company, −1 … 1. What happens moves it; time brings it back to what they have come to expect;
/// and what they expect is lowered by each disappointment and only slowly raised again.
struct Mood: Sendable {
    private let character: Double
    private var expectation: Double
    private var felt: Double
    private var at: Instant

    /// Around `character` to begin with.
    init(_ character: Double, at moment: Instant) {
        self.character = character
        expectation = character
        felt = character
        at = moment
    }

    /// Half of a feeling is gone after ninety days.
    func value(at moment: Instant) -> Double {
        let days = Double(max(0, moment.seconds - at.seconds)) / 86_400
        return expectation + (felt - expectation) / (1 + days / 90)
    }

    mutating func feel(_ change: Double, at moment: Instant) {
        felt = min(1, max(-1, value(at: moment) + change))
        expectation = min(character, max(-0.6, expectation + change * (change < 0 ? 0.6 : 0.3)))
        at = moment
    }
}
