import Foundation
import Kernel
import Language
import People
import Storage
import Timeline
import Web

/// Asks by mail when it is time to, and puts an answer onto the customer's line once it can be changed no more.
struct SurveyWorker: Sendable {
    let line: Line
    /// Where the links of mails lead.
    let site: Site

    static let asking = "survey.ask"
    static let settling = "survey.settle"

    var handlers: [JobHandler] {
        [
            JobHandler(Self.asking) { try await ask(survey(of: $0)) },
            JobHandler(Self.settling) { try await settle(survey(of: $0)) },
        ]
    }

    private func survey(of run: JobRun) throws -> ID<Survey> {
        guard let id = ID<Survey>(run.job.payload) else { throw Failure.missing("The question to be asked") }
        return id
    }

    /// The mail is put into the outbox in the transaction that says so: whoever is killed before has asked nobody, and after is not believed again.
    func ask(_ id: ID<Survey>) async throws {
        let (rules, site) = (line.rules, site)
        try await line.write { tx in
            guard let survey = try SurveyStore.find(id, tx), survey.askedAt == nil, survey.dropped == nil else { return }
            let settings = try SatisfactionSettingsStore.settings(tx)
            let conversation = try ConversationStore.find(survey.conversation, tx)
            let isGone = try ConversationStore.identifier(of: conversation, rules, tx) == nil
            if !settings.isOn || isGone { return try Self.drop(survey, .off, in: tx) }
            guard try SurveyStore.stands(survey, tx) else { return try Self.drop(survey, .reopened, in: tx) }
            if try SurveyStore.isResting(survey, days: settings.restDays, at: tx.now, tx) { return try Self.drop(survey, .rest, in: tx) }
            guard try OutgoingMailStore.canSend(in: conversation.number, tx) else { return try Self.drop(survey, .unsent, in: tx) }
            let t = Texts(ReaderLanguage(rawValue: survey.language) ?? .en, now: tx.now)
            let mail = SurveyMail(
                t: t, question: settings.question(t), address: site.address(of: try SurveyTokenStore.token(in: tx).path(survey.id)))
            // The links are the customer's alone: colleagues see that they were asked.
            let note = ConversationStore.NewEntry(
                happening: .note, at: tx.now, text: mail.question, detail: SurveyWord.asked.detail(of: survey.id), once: "survey:\(survey.id):asked")
            let entry = try ConversationStore.record([note], leaving: conversation, in: tx)
            try OutgoingMailStore.put(mail.text, entry: entry, in: conversation, as: .survey, in: tx)
            try tx.run("UPDATE csat_survey SET asked_at = \(tx.now), asked_entry = \(entry) WHERE id = \(survey.id)")
        }
    }

    private static func drop(_ survey: Survey, _ reason: Survey.Dropped, in tx: Transaction) throws {
        try tx.run("UPDATE csat_survey SET dropped = \(reason.rawValue) WHERE id = \(survey.id)")
    }

    /// Once, by its key, however often it is begun.
    func settle(_ id: ID<Survey>) async throws {
        let rules = line.rules
        let found = try await line.database.read { session -> NewTouchpoint? in
            guard let survey = try SurveyStore.find(id, session), let answer = survey.answer else { return nil }
            let conversation = try ConversationStore.find(survey.conversation, session)
            // Whoever was erased meanwhile has no line any more.
            guard let customer = try ConversationStore.identifier(of: conversation, rules, session) else { return nil }
            let agent = try survey.staff.flatMap { try ColleagueStore().names(of: [$0], session)[$0] }
            return ConversationLine(number: survey.conversation, channel: survey.channel).rated(answer, customer, agent: agent, survey: survey.id)
        }
        guard let found else { return }
        let source = try await line.source("survey", name: "Satisfaction after a resolution", medium: .system)
        _ = try await line.append([found], from: source) { tx, appended in
            if case .rejected(let failure)? = appended.fates.first { throw failure }
            try tx.run("UPDATE csat_survey SET told_at = COALESCE(told_at, \(tx.now)) WHERE id = \(id)")
        }
    }
}
