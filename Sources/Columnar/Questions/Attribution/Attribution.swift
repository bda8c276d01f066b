package import Analytics
import Statistics

extension ColumnarLine {
    package func attribution(_ question: AttributionQuestion, _ filter: Filter = .everything) -> Attribution {
        let names = names
        switch question.model {
        // How often each stands on a way is all that these ask for.
        case .first, .last, .linear, .position: return tally(filter) { CreditTally(question, names) }.answer(names)
        case .timeDecay, .shapley: return tally(filter) { WayCreditTally(question, names) }.answer(names)
        case .markov: return tally(filter) { ChainTally(question, names) }.answer(names)
        }
    }
}
