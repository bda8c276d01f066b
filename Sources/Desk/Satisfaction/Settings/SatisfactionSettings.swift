import Kernel
import Language
import Web

/// What customers are asked once their conversation is resolved, and whom: as staff have set it.
struct SatisfactionSettings: Hashable, Sendable {
    /// Until somebody switches it on, nobody is asked.
    var isOn = false
    /// In the words of the company; where there are none, in ours.
    var questions: [ReaderLanguage: String] = [:]
    /// From the resolution to the mail.
    var delay = Duration.hours(1)
    /// So many days somebody who was asked is left alone.
    var restDays = 30
    var channels = Set(DeskChannel.allCases)
    /// What can be ticked beside an answer of 1 to 3.
    var low = SurveyReasons()
    /// What can be ticked beside 4 and 5.
    var high = SurveyReasons()

    static let longestDelay = Duration.days(7)

    func reasons(of score: Int) -> SurveyReasons { Survey.isSatisfied(score) ? high : low }

    /// What is asked, in a reader's language.
    func question(_ t: Texts) -> String { questions[t.language] ?? t("csat.question") }
}

/// What can be ticked beside an answer.
struct SurveyReasons: Hashable, Sendable {
    var usual = SurveyReason.Usual.allCases
    /// Of the company: `Delivery | Доставка | Dostawa | 配送`, in the order of our languages; what is missing is said as the first.
    var own: [String] = []

    static let mostOwn = 10

    var all: [SurveyReason] { usual.map { SurveyReason(key: $0.rawValue) } + own.map(SurveyReason.init(line:)) }
}

/// Something that was good or bad about how a customer was helped.
struct SurveyReason: Hashable, Sendable {
    /// What is kept with an answer: the name of a usual one, or a plus and the first name of one of the company's.
    let key: String
    private var names: [String] = []

    enum Usual: String, CaseIterable, Sendable { case speed, knowledge, kindness, clarity, solution }

    init(key: String) { self.key = key }

    init(line: String) {
        names = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingBlanks }
        key = "+" + (names.first ?? "")
    }

    func name(_ t: Texts) -> String {
        if Usual(rawValue: key) != nil { return t("csat.reason.\(key)") }
        let place = ReaderLanguage.allCases.firstIndex(of: t.language) ?? 0
        let own = names.indices.contains(place) ? names[place] : ""
        return own.isEmpty ? names.first ?? String(key.dropFirst()) : own
    }
}

extension StringProtocol {
    /// Without blanks at its ends.
    var trimmingBlanks: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
}
