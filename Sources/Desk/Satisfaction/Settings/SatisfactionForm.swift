import Kernel
import Language
import Web

/// What is set about asking customers, as a form says it.
enum SatisfactionForm {
    static func question(_ language: ReaderLanguage) -> String { "question_\(language.rawValue)" }
    static func channel(_ channel: DeskChannel) -> String { "channel_\(channel.rawValue)" }
    static func reason(_ list: String, _ reason: SurveyReason.Usual) -> String { "\(list)_\(reason.rawValue)" }
    static func own(_ list: String) -> String { "\(list)_own" }

    static let lists = ["low", "high"]

    static func fields(_ settings: SatisfactionSettings) -> [String: String] {
        var fields = [
            "on": settings.isOn ? "on" : "", "delay": "\(settings.delay.components.seconds / 60)", "rest": "\(settings.restDays)",
            own("low"): settings.low.own.joined(separator: "\n"), own("high"): settings.high.own.joined(separator: "\n"),
        ]
        for (language, text) in settings.questions { fields[question(language)] = text }
        for channel in settings.channels { fields[self.channel(channel)] = "on" }
        for reason in settings.low.usual { fields[self.reason("low", reason)] = "on" }
        for reason in settings.high.usual { fields[self.reason("high", reason)] = "on" }
        return fields
    }

    /// - Throws: `invalid` with the field and what is wrong with it.
    static func settings(_ form: Form) throws -> SatisfactionSettings {
        var settings = SatisfactionSettings()
        settings.isOn = form.has("on")
        for language in ReaderLanguage.allCases {
            let text = try form.text(question(language), 0...200)
            if !text.isEmpty { settings.questions[language] = text }
        }
        settings.delay = .minutes(Int64(try form.int("delay", 0...Int(SatisfactionSettings.longestDelay.components.seconds / 60))))
        settings.restDays = try form.int("rest", 0...365)
        settings.channels = Set(DeskChannel.allCases.filter { form.has(channel($0)) })
        (settings.low, settings.high) = (try reasons("low", form), try reasons("high", form))
        return settings
    }

    private static func reasons(_ list: String, _ form: Form) throws -> SurveyReasons {
        let lines = try form.text(own(list), 0...2_000).split(separator: "\n").map(\.trimmingBlanks).filter { !$0.isEmpty }
        try Failure.require(lines.count <= SurveyReasons.mostOwn, own(list), "must have at most \(SurveyReasons.mostOwn) lines")
        let names = lines.map { SurveyReason(line: $0).key }
        try Failure.require(names.allSatisfy { (2...61).contains($0.count) }, own(list), "must begin each line with a name of 1 to 60 characters")
        try Failure.require(Set(names).count == names.count, own(list), "must name each reason once")
        return SurveyReasons(usual: SurveyReason.Usual.allCases.filter { form.has(reason(list, $0)) }, own: lines)
    }
}
