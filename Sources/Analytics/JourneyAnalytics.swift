package import Kernel

/// The questions one may ask about the line. Whoever answers them – the plain reference in memory, a faster engine, a
/// cluster – gives the same answers.
package protocol JourneyAnalytics: Sendable {
    /// The numbers of all people.
    var everyone: Set<Int64> { get async throws }
    /// The same line as a journey sees it: every question is then asked of what takes part, by the stages of that journey. The diagnosis alone keeps
    /// to the stages of kinds, and wants the line itself.
    func following(_ journey: JourneyDefinition) -> Self
    func overview(_ filter: Filter) async throws -> Overview
    func stageConversion(_ filter: Filter) async throws -> StageConversion
    func stageContents(_ filter: Filter) async throws -> StageContents
    /// The people behind a figure of the stages, ascending.
    func people(of figure: StageFigure, _ filter: Filter) async throws -> [Int64]
    func directlyFollows(_ filter: Filter) async throws -> DirectlyFollowsGraph
    /// The people who passed so at least once, ascending.
    func people(passing: Passing, _ filter: Filter) async throws -> [Int64]
    func variants(_ question: VariantQuestion, _ filter: Filter) async throws -> Variants
    func flow(_ question: FlowQuestion, _ filter: Filter) async throws -> Flow
    /// - Parameter now: until when the line is known; who could still go on is in progress.
    func funnel(_ question: FunnelQuestion, _ filter: Filter, now: Instant) async throws -> Funnel
    /// The people behind a figure of the funnel, ascending: found by the same walk that counts them.
    func people(of figure: FunnelFigure, in question: FunnelQuestion, _ filter: Filter, now: Instant) async throws -> [Int64]
    /// - Parameter now: until when the line is known; a month that is not over is blank.
    func retention(_ filter: Filter, now: Instant) async throws -> Retention
    /// - Parameter now: until when the line is known; what is not over is blank.
    func returns(_ question: ReturnQuestion, _ filter: Filter, now: Instant) async throws -> Returns
    /// The people behind a figure of the returns, ascending.
    func people(of figure: ReturnFigure, in question: ReturnQuestion, _ filter: Filter, now: Instant) async throws -> [Int64]
    func scores(_ question: ScoreQuestion, _ filter: Filter) async throws -> [ScoreGroup]
    func activity(_ filter: Filter) async throws -> [KindActivity]
    func reach(_ filter: Filter) async throws -> Reach
    func emotions(_ filter: Filter) async throws -> [KindEmotion]
    func drivers(_ question: DriverQuestion, _ filter: Filter) async throws -> Drivers
    func encounters(_ question: EncounterQuestion, _ filter: Filter) async throws -> Encounters
    /// - Parameter now: until when the line is known; who could still have the outcome is in progress.
    func impact(_ question: ImpactQuestion, _ filter: Filter, now: Instant) async throws -> Impact
    func impacts(_ question: ImpactsQuestion, _ filter: Filter) async throws -> [KindImpact]
    /// What remains of each kind's impact once the others are held.
    func heldImpacts(_ question: ImpactsQuestion, _ filter: Filter) async throws -> [HeldImpact]
    func attribution(_ question: AttributionQuestion, _ filter: Filter) async throws -> Attribution
    func features(_ question: FeatureQuestion, _ filter: Filter) async throws -> [PersonFeatures]
    func standing(_ question: StandingQuestion, _ filter: Filter) async throws -> [Int64]
    func line(of person: Int64, _ filter: Filter) async throws -> [PersonTouch]
    /// - Parameter now: until when the line is known; who could still bring more is in progress.
    func stakePeople(_ question: StakeQuestion, _ filter: Filter, now: Instant) async throws -> [StakePerson]
    func hits(_ question: HitQuestion, _ filter: Filter) async throws -> [Hit]
    /// By month: how often a kind happened, and how often anything else of its stage. Empty where the kind has no stage.
    func occurrences(of kind: String, _ filter: Filter) async throws -> [Month: [Int]]
    /// - Parameter groups: ways to tell people apart, in each of which a change is looked for.
    func diagnosis(_ question: DiagnosisQuestion, groups: [PeopleGroup], _ filter: Filter) async throws -> Diagnosis
}

/// The plain reference: each answer is read off the log, line by line.
extension JourneyLog: JourneyAnalytics {}
