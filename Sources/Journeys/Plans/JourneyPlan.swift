import Analytics
import Kernel

/// A journey as somebody has set it up: stages in their order, and the rules that put touchpoints into them.
struct JourneyPlan: Hashable, Sendable, Codable {
    var name: String
    /// The key of the department that answers for it; empty: none.
    var owner: String
    var goal: Goal?
    /// The kind the first of which on a line is the first purchase.
    var purchase: String?
    /// Customers take part from the first touchpoint of this kind on; `nil`: from their first of all …
    var entry: String?
    /// … until the first of this kind after that; `nil`: to the end.
    var exit: String?
    var stages: [Stage]

    /// What it is all for.
    struct Goal: Hashable, Sendable, Codable {
        var kind: String
        /// Of those who take part so many should come to it, 0…1; `nil`: nobody has said.
        var target: Double?
    }

    struct Stage: Hashable, Sendable, Codable {
        var name: String
        var owner: String
        var rules: [Rule]
        /// At most one for each figure.
        var targets: [StageTarget]
    }

    /// Puts a touchpoint into a stage when all holds that it says.
    struct Rule: Hashable, Sendable, Codable {
        /// Kinds that stand in this moment of the catalogue when the question is asked, or one kind; neither: whatever it is.
        var moment: String?
        var kind: String?
        var channel: String?
        var when: JourneyDefinition.When?
        /// What the touchpoint carries.
        var carries: Carries?
    }

    /// A property by its name, and its value; `nil` is any.
    struct Carries: Hashable, Sendable, Codable {
        var property: String
        var value: String?
    }

    static let names = 1...100
    static let stageNames = 1...60
    /// Of a property and of its value.
    static let carried = 1...200
    static let mostStages = 12
    /// Of one stage.
    static let mostRules = 100
}

/// What a stage should come to.
struct StageTarget: Hashable, Sendable, Codable {
    enum Figure: String, Hashable, Sendable, Codable, CaseIterable {
        /// Of those who came here, the share that goes on to the next stage, 0…1.
        case conversion
        /// The share of content answers among ratings, 0…1.
        case satisfaction
        /// NPS, −100…100.
        case recommendation
        /// Days to the next stage of half of those who go on, at most.
        case days
    }

    var figure: Figure
    var value: Double
}

extension JourneyPlan.Stage {
    func target(_ figure: StageTarget.Figure) -> Double? { targets.first { $0.figure == figure }?.value }
}
