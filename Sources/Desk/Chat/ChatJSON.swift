import Kernel
import Web

/// What the chat window is told: what was said behind an entry, and how far staff have read.
struct ChatJSON: Encodable, Sendable {
    /// What opens the conversation; only with its first message.
    let token: String?
    let entries: [Word]
    /// Whether there is more behind the last one.
    let isMore: Bool
    let read: Int64
    /// How satisfied they are, once it is resolved.
    let survey: Survey?

    struct Survey: Encodable, Sendable {
        let question: String
        /// In words, from 1 to 5.
        let answers: [String]
        let score: Int?
        let thanks: String
        /// Where they can say why.
        let more: String
        let isShown: Bool

        init(_ survey: ChatSurvey, _ t: Texts) {
            (question, answers, score) = (survey.settings.question(t), Desk.Survey.scores.map { t("csat.answer.\($0)") }, survey.survey.answer?.score)
            (thanks, more, isShown) = (t("rate.thanks"), survey.more(t), survey.survey.askedAt != nil)
        }
    }

    struct Word: Encodable, Sendable {
        let n: Int64
        let from: String
        let who: String?
        let at: String
        let text: String
        let once: String?
        let files: [File]
    }

    struct File: Encodable, Sendable {
        let id: String
        let name: String
        /// In words.
        let size: String
        /// Of a picture that the window shows.
        let picture: String?
    }

    init(_ words: [ChatWord], _ chat: Chat, survey: ChatSurvey?, token: String? = nil, t: Texts) {
        self.token = token
        self.survey = survey.map { Survey($0, t) }
        read = chat.staffRead
        isMore = words.count == ChatStore.mostAtOnce
        entries = words.map { word in
            Word(
                n: word.entry.number, from: word.isVisitors ? "me" : "us", who: word.isVisitors ? nil : word.entry.staffName ?? t("desk.staff"),
                at: word.entry.at.description, text: word.text, once: word.browserKey,
                files: word.files.map {
                    File(id: $0.id.description, name: $0.name, size: t.size(ofFile: $0.size), picture: $0.isPicture ? $0.type : nil)
                })
        }
    }
}

/// What the loader is told of its site.
struct ChatSiteJSON: Encodable, Sendable {
    let name: String
    let accent: String
    let ink: String
    /// What the button is called.
    let label: String

    init(_ site: ChatSite, _ t: Texts) { (name, accent, ink, label) = (site.name, site.accent.text, site.accent.ink, t("chat.write_us")) }
}

/// Why something was not done, in one sentence.
struct ChatRefusalJSON: Encodable, Sendable {
    let message: String
}
