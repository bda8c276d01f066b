import Channels
import Kernel
import Web

/// One thing that happened in a conversation.
struct ConversationEntryLine {
    let t: Texts
    let entry: ConversationEntry
    let customer: String
    /// How it came or went, if by mail.
    var mail: ConversationMailStore.Piece?
    var files: [ConversationFile] = []
    /// Who else of the customers wrote it.
    var other: String?
    /// What labels are called, by their keys.
    var labels: [String: String] = [:]
    /// What teams are called, likewise.
    var teams: [String: String] = [:]
    /// Whether it was taken back afterwards.
    var isTakenBack = false
    /// The number of the conversation in which it was written, where that is another one.
    var origin: Int64?
    var ties: TieWords?
    /// The call that it is about.
    var call: Call?

    var html: HTML {
        if let survey = entry.survey { return said(of: survey) }
        if let told = BookingEntryLine(t: t, entry: entry, customer: customer, mail: mail)?.html { return told }
        if let told = TelegramEntryLine(t: t, entry: entry, source: source) { return told.html }
        if let call, let word = entry.call?.word {
            return CallEntryLine(t: t, entry: entry, word: word, call: call, customer: stranger ?? customer, source: source).html
        }
        return switch entry.happening {
        case .message: said("them", stranger ?? customer)
        case .reply: said("us", entry.staffName ?? t("desk.staff"))
        case .note where entry.staffName == nil: said("note them", t("mail.note.\(entry.fate?.word.rawValue ?? entry.detail)"))
        case .note where entry.detail == ConversationEntry.calledBack:
            said("note gone", "\(entry.staffName ?? t("desk.staff")) · \(t("desk.called_back"))")
        case .note where isTakenBack: said("note gone", "\(entry.staffName ?? t("desk.staff")) · \(t("desk.note.taken_back"))")
        case .note: said("note", "\(entry.staffName ?? t("desk.staff")) · \(t("desk.note"))")
        case .assignment, .status, .priority, .labelled, .unlabelled, .team, .merged, .split, .tied, .undone:
            "<li class=\"event\" id=\"\(id)\">\(isTakenBack ? "<s>\(event)</s>" : HTML(escaping: event)) \(Moment(t, entry.at))</li>"
        }
    }

    /// What was asked after the resolution, and answered.
    private func said(of survey: SurveySaying) -> HTML {
        switch survey.word {
        case .asked: return said("note them", t("csat.event.asked"))
        case .seen:
            return "<li class=\"event\" id=\"\(id)\">\(t("csat.event.seen", ["who": entry.staffName ?? t("desk.staff")])) \(Moment(t, entry.at))</li>"
        case .answered:
            let words: HTML? = entry.text.isEmpty ? nil : "<p class=\"words\">\(entry.text)</p>"
            return """
                <li class="note them" id="\(id)"><header><b>\(t("csat.event.answered", ["who": customer]))</b> \
                \(survey.score.map { SurveyScore(t: t, score: $0) }) \(Moment(t, entry.at, showing: .moment))</header>\(words)</li>
                """
        }
    }

    private var stranger: String? {
        if let other { return other }
        guard let message = mail?.message, message.isStranger else { return nil }
        return message.name.isEmpty ? message.address : message.name
    }

    private var id: String { "entry-\(entry.number)" }

    private func said(_ side: String, _ who: String) -> HTML {
        // Where nothing was written, the names of the files stand for it, and once is enough.
        let isNames = !files.isEmpty && entry.text == files.map(\.name).joined(separator: "\n")
        let text: HTML =
            entry.fate != nil
            ? MailFaultText.text(entry.text, t)
            : entry.text.isEmpty ? "<em>\(t("desk.text_erased"))</em>" : HTML(escaping: entry.text)
        return """
            <li class="\(side)" id="\(id)"><header><b>\(who)</b> <small>\(t.channelName(entry.channel))</small> \(source)\
            \(Moment(t, entry.at, showing: .moment))</header>\(isNames ? nil : "<p class=\"words\">\(text)</p>" as HTML)\
            \(FileList(t: t, files: files))\(mail.map { ConversationMailLine(t: t, piece: $0).html })</li>
            """
    }

    private var source: HTML? { origin.map { "<a href=\"\(url: "/inbox/\($0)")\"><small>#\("\($0)")</small></a> " } }

    private func labelling(_ word: String) -> String {
        let label = labels[entry.detail] ?? entry.detail
        guard entry.staff != nil else { return t("desk.event.\(word).came", ["label": label]) }
        return t("desk.event.\(word)", ["who": entry.staffName ?? t("desk.staff"), "label": label])
    }

    /// Given out by a rule, or taken back.
    private var givenByItself: String? {
        guard let assignment = entry.assignment, assignment.way != .byHand else { return nil }
        let team = assignment.team.map { teams[$0] ?? $0 } ?? "–"
        return t("team.event.\(assignment.way.rawValue)", ["whom": entry.detail, "team": team])
    }

    private var teaming: String {
        let team = teams[entry.detail] ?? entry.detail
        guard entry.staff != nil else { return t(team.isEmpty ? "team.event.none" : "team.event.came", ["team": team]) }
        let who = entry.staffName ?? t("desk.staff")
        return t(team.isEmpty ? "team.event.taken" : "team.event.given", ["who": who, "team": team])
    }

    private var event: String {
        let who = entry.staffName ?? t("desk.staff")
        switch entry.happening {
        case .assignment:
            if let given = givenByItself { return given }
            if entry.detail == entry.staffName { return t("desk.event.taken", ["who": who]) }
            return entry.detail.isEmpty ? t("desk.event.given_back", ["who": who]) : t("desk.event.assigned", ["who": who, "whom": entry.detail])
        case .undone: return t("desk.event.undone", ["who": who, "what": TakenBack(entry).map { t("desk.did.\($0.deed.rawValue)") } ?? ""])
        case .labelled, .unlabelled: return labelling(entry.happening == .labelled ? "labelled" : "unlabelled")
        case .team: return teaming
        case .merged, .split, .tied: return ties?.event(entry) ?? who
        case .priority: return t("desk.event.priority", ["who": who, "priority": t("desk.priority.\(entry.detail)")])
        default:
            let parts = entry.detail.split(separator: " ", maxSplits: 1)
            let until = parts.count == 2 ? Instant(String(parts[1])) : nil
            if let until { return t("desk.event.snoozed", ["who": who, "time": t.moment(until)]) }
            return t("desk.event.status", ["who": who, "status": t("desk.status.\(entry.detail)")])
        }
    }
}
