import Channels
import Kernel
import Storage
import Timeline
import Web

/// Reads what became of the questions in conversations.
enum SurveyResultStore {
    /// By conversation, in the order of resolutions.
    static func results(in conversations: [Int64], _ reading: some Storage.Reading) throws -> [Int64: [SurveyResult]] {
        let surveys = try conversations.chunked(by: 500).flatMap { try SurveyStore.surveys("conversation IN \(list: $0)", reading) }
        let names = try ColleagueStore().names(of: Set(surveys.compactMap(\.staff)), reading)
        var lost: Set<ID<Survey>> = []
        for some in conversations.chunked(by: 500) {
            try reading.forEach(
                """
                SELECT csat_survey.id AS id FROM csat_survey JOIN mail_message ON mail_message.conversation = csat_survey.conversation
                AND mail_message.entry = csat_survey.asked_entry AND mail_message.state IN ('failed', 'bounced')
                WHERE csat_survey.conversation IN \(list: some)
                """
            ) { lost.insert(try $0.get("id")) }
        }
        return Dictionary(
            grouping: surveys.map { SurveyResult(survey: $0, agent: $0.staff.flatMap { names[$0] }, isLost: lost.contains($0.id)) },
            by: \.survey.conversation)
    }
}
