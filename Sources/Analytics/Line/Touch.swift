package import Kernel

/// One touchpoint as the questions see it: 64 bytes, so that ten million fit into memory.
package struct Touch: Sendable {
    package let person: Int64
    /// The order of arrival; decides between touches of one moment.
    package let position: Int64
    package let occurredAt: Instant
    /// In minor units of the currency.
    private let valueMinor: Int64
    private let scoreOrNaN: Double
    /// What the person's answer stands for; 1 where nothing is weighted.
    package let weight: Double
    private let sentimentOrNaN: Float
    package internal(set) var kind: Code<JourneyLog.Kind>
    package internal(set) var channel: Code<JourneyLog.Channel>
    private let currencyOrNone: UInt16
    private var stageOrNone: UInt8
    private let scaleOrNone: UInt8
}

/// An answer on a scale.
package struct ScaledScore: Hashable, Sendable {
    package let value: Double
    package let scale: ScoreScale

    package init(_ value: Double, on scale: ScoreScale) {
        self.value = value
        self.scale = scale
    }
}

extension Touch {
    /// - Parameters:
    ///   - sentiment: −1 (bad) … 1 (good).
    ///   - weight: above 0.
    package init(
        person: Int64, position: Int64, at occurredAt: Instant, kind: Code<JourneyLog.Kind>, channel: Code<JourneyLog.Channel>,
        stage: JourneyLog.Stage? = nil, score: ScaledScore? = nil, sentiment: Double? = nil, weight: Double? = nil, value: Money? = nil
    ) {
        self.person = person
        self.position = position
        self.occurredAt = occurredAt
        self.kind = kind
        self.channel = channel
        self.weight = weight ?? 1
        stageOrNone = stage?.number ?? 0
        scoreOrNaN = score?.value ?? .nan
        scaleOrNone = UInt8(score?.scale.rawValue ?? 0)
        sentimentOrNaN = sentiment.map { Float($0) } ?? .nan
        valueMinor = value?.minor ?? 0
        currencyOrNone = value?.currency.packed ?? 0
    }
}

extension Touch {
    package internal(set) var stage: JourneyLog.Stage? {
        get { stageOrNone == 0 ? nil : JourneyLog.Stage(number: stageOrNone) }
        set { stageOrNone = newValue?.number ?? 0 }
    }

    package var score: ScaledScore? {
        ScoreScale(rawValue: Int16(scaleOrNone)).map { ScaledScore(scoreOrNaN, on: $0) }
    }

    package var sentiment: Double? { sentimentOrNaN.isNaN ? nil : Double(sentimentOrNaN) }

    package var value: Money? { Currency(packed: currencyOrNone).map { Money(valueMinor, $0) } }
}

extension Currency {
    /// Three letters of five bits each, A = 1, so that none is 0.
    package var packed: UInt16 { code.utf8.reduce(0) { $0 << 5 | UInt16($1 - 64) } }

    /// `nil` of what is no currency, as of 0.
    package init?(packed bits: UInt16) {
        let letters = [bits >> 10, bits >> 5, bits].map { UInt8(truncatingIfNeeded: $0 & 31) + 64 }
        self.init(String(decoding: letters, as: UTF8.self))
    }
}

extension Touch {
    /// The order of the line: by person, then time, then arrival.
    static func precedes(_ a: Touch, _ b: Touch) -> Bool {
        if a.person != b.person { return a.person < b.person }
        if a.occurredAt != b.occurredAt { return a.occurredAt < b.occurredAt }
        return a.position < b.position
    }
}
