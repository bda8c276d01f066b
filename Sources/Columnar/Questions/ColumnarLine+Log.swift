package import Analytics
package import Kernel

extension ColumnarLine {
    /// What passes, as the plain reference reads it: for questions that have no faster way.
    ///
    /// - Parameter answersOnly: of lines with answers these and, since lines stand in the order of their beginnings, the first touch.
    func log(_ filter: Filter, answersOnly: Bool = false) -> JourneyLog {
        var builder = LogBuilding(names, stages, answersOnly: answersOnly)
        for (place, part) in parts.enumerated() {
            walk(Stretch(part: place, lines: 0..<part.block.columns.counts.lines), sieve(filter), &builder)
        }
        return builder.log
    }
}

private struct LogBuilding: LineTally {
    static let readsScores = true
    static let readsValues = true
    private var builder: JourneyLog.Builder
    private let kinds: [Code<JourneyLog.Kind>?]
    private let channels: [Code<JourneyLog.Channel>?]
    private let stages: StageReader
    private let answersOnly: Bool

    init(_ names: LineNames, _ stages: StageReader, answersOnly: Bool) {
        var builder = JourneyLog.Builder(stages: stages.names)
        // Numbers come from a table that was within the limits when the touches were taken in.
        let kindCodes = names.kinds.map { try? builder.kind($0) }  // never fails within the limits
        let channelCodes = names.channels.map { try? builder.channel($0) }  // nor does this
        (kinds, channels) = (kindCodes, channelCodes)
        (self.stages, self.answersOnly, self.builder) = (stages, answersOnly, builder)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        guard !answersOnly || line.scores.count > 0 else { return }
        stages.begin(line)
        var index = 0
        line.eachTouch { touch in
            defer { index += 1 }
            // Asked of each touch in turn: a stage may depend on what came before.
            let stage = UInt8(stages.stage(line.columns, line.touches[index]))
            guard !answersOnly || index == 0 || touch.score != nil else { return }
            guard let kind = kinds[touch.kind], let channel = channels[touch.channel] else { return }
            builder.add(
                Touch(
                    person: touch.person, position: touch.position, at: touch.at, kind: kind, channel: channel,
                    stage: stage > 0 ? JourneyLog.Stage(number: stage) : nil, score: touch.score, sentiment: touch.sentiment, weight: touch.weight,
                    value: touch.value))
        }
    }

    mutating func merge(_ other: LogBuilding) {}

    var log: JourneyLog { builder.build() }
}

/// Each answer equals the plain reference's.
extension ColumnarLine: JourneyAnalytics {
    package func drivers(_ question: DriverQuestion, _ filter: Filter) -> Drivers {
        log(filter, answersOnly: true).drivers(question)
    }

    package func impact(_ question: ImpactQuestion, _ filter: Filter, now: Instant) -> Impact { log(filter).impact(question, now: now) }
}
