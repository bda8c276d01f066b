/// A figure of the stages that is made of people.
package struct StageFigure: Hashable, Sendable {
    package enum Fate: String, Hashable, Sendable, CaseIterable {
        /// Touched the stage at all.
        case reached
        /// Touched the next stage at or after their first touch of this one.
        case wentOn = "went_on"
        case lost
    }

    package let stage: String
    package let fate: Fate

    package init(stage: String, fate: Fate) { (self.stage, self.fate) = (stage, fate) }
}

extension StageFigure.Fate {
    /// - Parameter wentOn: of somebody who touched the stage; `nil` where there is no stage behind it.
    package func holds(wentOn: Bool?) -> Bool {
        switch self {
        case .reached: true
        case .wentOn: wentOn == true
        case .lost: wentOn == false
        }
    }
}

extension JourneyLog {
    /// The people behind a figure of ``stageConversion(_:)``, ascending; nobody where the stage is not observed.
    package func people(of figure: StageFigure, _ filter: Filter = .everything) -> [Int64] {
        let observed = observedStages(filter)
        guard let place = observed.firstIndex(where: { name(of: $0) == figure.stage }) else { return [] }
        let next = place + 1 < observed.count ? observed[place + 1] : nil
        var people: [Int64] = []
        eachLine(filter) { line in
            guard let start = line.firstIndex(where: { $0.stage == observed[place] }) else { return }
            let wentOn = next.map { next in line.lastIndex { $0.stage == next }.map { $0 > start } ?? false }
            if figure.fate.holds(wentOn: wentOn) { people.append(line[start].person) }
        }
        return people.sorted()
    }
}
