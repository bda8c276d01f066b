import Kernel
import Language

/// As it is kept: `{"on":true,"questions":{"pl":"…"},"delay":60,"rest":30,"channels":["chat","email"],"low":{"usual":["speed"],"own":["Delivery"]},
/// "high":{…}}`. The delay is in minutes.
extension SatisfactionSettings: Codable {
    private struct Stored: Codable {
        var on: Bool
        var questions: [String: String]
        var delay: Int64
        var rest: Int
        var channels: [String]
        var low: Reasons
        var high: Reasons

        struct Reasons: Codable {
            var usual: [String]
            var own: [String]
        }
    }

    init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        isOn = stored.on
        for (key, text) in stored.questions { if let language = ReaderLanguage(rawValue: key) { questions[language] = text } }
        (delay, restDays) = (.minutes(stored.delay), stored.rest)
        channels = Set(stored.channels.compactMap(DeskChannel.init(rawValue:)))
        (low, high) = (Self.reasons(stored.low), Self.reasons(stored.high))
    }

    func encode(to encoder: any Encoder) throws {
        try Stored(
            on: isOn, questions: Dictionary(uniqueKeysWithValues: questions.map { ($0.key.rawValue, $0.value) }),
            delay: delay.components.seconds / 60, rest: restDays, channels: channels.map(\.rawValue).sorted(), low: Self.stored(low),
            high: Self.stored(high)
        ).encode(to: encoder)
    }

    private static func reasons(_ stored: Stored.Reasons) -> SurveyReasons {
        SurveyReasons(usual: stored.usual.compactMap(SurveyReason.Usual.init(rawValue:)), own: stored.own)
    }

    private static func stored(_ reasons: SurveyReasons) -> Stored.Reasons {
        Stored.Reasons(usual: reasons.usual.map(\.rawValue), own: reasons.own)
    }
}
