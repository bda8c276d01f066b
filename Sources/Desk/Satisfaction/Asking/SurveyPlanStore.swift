import Channels
import Kernel
import People
import Storage
import Timeline
import Web

/// Puts down, in the transaction that resolves a conversation, that its customer is to be asked.
enum SurveyPlanStore {
    /// One whose question is out and not answered yet is not asked again: what they answer then is about this resolution.
    ///
    /// - Parameter resolution: the number of the entry by which it was resolved.
    static func plan(_ resolution: Int64, of conversation: Conversation, by staff: ID<Viewer>, in tx: Transaction) throws {
        let settings = try SatisfactionSettingsStore.settings(tx)
        guard settings.isOn, let channel = DeskChannel(rawValue: conversation.channel), settings.channels.contains(channel) else { return }
        let before = try SurveyStore.newest(in: conversation.number, tx)
        if let before, before.askedAt != nil, before.standing(at: tx.now) == .unanswered {
            try tx.run("UPDATE csat_survey SET resolution = \(resolution), staff = \(staff) WHERE id = \(before.id)")
            return
        }
        try tx.run(
            """
            UPDATE csat_survey SET dropped = \(Survey.Dropped.reopened.rawValue)
            WHERE conversation = \(conversation.number) AND asked_at IS NULL AND dropped = ''
            """)
        let survey = Survey(
            id: ID(at: tx.now), conversation: conversation.number, resolution: resolution, staff: staff, way: try way(to: conversation, tx),
            channel: conversation.channel, language: try SurveyLanguageStore.language(of: conversation, tx), plannedAt: tx.now, askedAt: nil,
            dropped: nil, answer: nil, seenAt: nil)
        try add(survey, settings, in: tx)
        _ = try SurveyTokenStore.token(in: tx)
    }

    private static func add(_ survey: Survey, _ settings: SatisfactionSettings, in tx: Transaction) throws {
        let isResting = try SurveyStore.isResting(survey, days: settings.restDays, at: tx.now, tx)
        try tx.run(
            """
            INSERT INTO csat_survey (id, conversation, resolution, staff, way, channel, language, planned_at, dropped, comment)
            VALUES (\(survey.id), \(survey.conversation), \(survey.resolution), \(survey.staff), \(survey.way.rawValue), \(survey.channel),
            \(survey.language), \(survey.plannedAt), \(isResting ? Survey.Dropped.rest.rawValue : ""), '')
            """)
        guard !isResting, survey.way == .mail else { return }
        try JobStore().enqueue(SurveyWorker.asking, payload: "\(survey.id)", due: tx.now.adding(settings.delay), in: tx)
    }

    private static func way(to conversation: Conversation, _ tx: Transaction) throws -> Survey.Way {
        if try OutgoingMailStore.latest(in: conversation.number, tx) != nil { return .mail }
        return try ChatStore.chat(of: conversation.number, tx) == nil ? .link : .chat
    }
}
