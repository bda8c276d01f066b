import Kernel
import Storage
import Timeline
import Web

/// What staff see of a question beside its conversation.
struct SurveyFactsStore: Sendable {
    let line: Line

    struct Facts: Sendable {
        let survey: Survey
        let settings: SatisfactionSettings
        /// Who resolved, by name.
        let agent: String?
        /// Whether the resolution still stands.
        let stands: Bool
        /// When it is to be asked by mail.
        let dueAt: Instant?
        /// Of the page, where staff hand the link over themselves.
        let path: String?
    }

    /// Of a low answer that nobody has looked after, else of the newest; `nil` where nobody was to be asked.
    func facts(of conversation: Int64) async throws -> Facts? {
        try await line.database.read { session in
            let surveys = try SurveyStore.surveys("conversation = \(conversation)", session)
            guard let survey = surveys.last(where: \.isConcern) ?? surveys.last else { return nil }
            let settings = try SatisfactionSettingsStore.settings(session)
            return Facts(
                survey: survey, settings: settings, agent: try survey.staff.flatMap { try ColleagueStore().names(of: [$0], session)[$0] },
                stands: try SurveyStore.stands(survey, session),
                dueAt: survey.way == .mail && survey.askedAt == nil ? survey.plannedAt.adding(settings.delay) : nil,
                path: survey.way == .link && survey.askedAt != nil ? try SurveyTokenStore.token(session)?.path(survey.id) : nil)
        }
    }

    /// The question that waits in a chat window, or was answered there and can still be changed; `nil` where there is none.
    func inChat(of conversation: Int64, at now: Instant) async throws -> ChatSurvey? {
        try await line.database.read { session in
            guard let survey = try SurveyStore.newest(in: conversation, session), survey.way == .chat, survey.dropped == nil else { return nil }
            switch survey.standing(at: now) {
            case .unanswered, .changeable: break
            case .settled, .expired: return nil
            }
            guard try SurveyStore.stands(survey, session), let path = try SurveyTokenStore.token(session)?.path(survey.id) else { return nil }
            return ChatSurvey(survey: survey, settings: try SatisfactionSettingsStore.settings(session), path: path)
        }
    }

    /// The question stands before their eyes.
    func wasShown(in conversation: Int64, at now: Instant) async throws {
        guard let found = try await inChat(of: conversation, at: now), found.survey.askedAt == nil else { return }
        try await line.write { tx in try tx.run("UPDATE csat_survey SET asked_at = COALESCE(asked_at, \(now)) WHERE id = \(found.survey.id)") }
    }
}
