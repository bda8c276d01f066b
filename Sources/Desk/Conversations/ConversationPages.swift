import Channels
import Kernel
import Timeline
import Web

/// One conversation: what was said, in the order in which it was said; what can be done; and the customer beside it.
struct ConversationPage {
    let t: Texts
    let seal: String
    let whole: ConversationStore.Whole
    let customer: CustomerName?
    let line: LineBeside
    let colleagues: [Colleague]
    /// All there are.
    let labels: [Label]
    /// Likewise.
    let teams: [Team]
    let staff: Viewer
    let attendance: Attendance
    /// Where it was begun in a chat window.
    let chat: ChatFacts?
    let mails: ConversationMailStore.Mails
    /// By their numbers.
    let calls: [Int64: Call]
    /// Beside entries, by their numbers.
    let files: [Int64: [ConversationFile]]
    /// What goes with an answer beside its words.
    let fields: AnswerFields
    let way: AnswerWay
    let replies: [(id: ID<SavedReply>, name: String)]
    let own: OwnWork
    /// Whether the customer was asked how satisfied they are; `nil` where nobody was to be.
    let survey: SurveyFactsStore.Facts?
    /// What it is tied to.
    let threads: ThreadFacts
    /// Whether whoever looks could review it.
    let mayReview: Bool
    /// `https://cx.example.com`
    let origin: String
    let filter: TalkFilter
    let state: FormState
    /// What makes an answer this answer, however often its form is sent.
    let once: String

    private var conversation: Conversation { whole.conversation }
    private var mayWork: Bool { staff.role >= .agent && customer != nil && conversation.partOf == nil }
    private var status: ConversationStatus { conversation.status(at: t.now) }

    var title: String { "#\(conversation.number) \(conversation.subject)" }

    var html: HTML {
        """
        \(LivePart("about", on: Self.happening, content: "\(header)\(undo)\(merged)"))\(called)
        <div class="desk"><div class="stack">\(talk)\(AttendanceLine(t: t, number: conversation.number, attendance: attendance))\
        \(mayWork ? writing : nil)</div><aside class="stack">\
        \(LivePart("work", on: Self.happening, content: "<div class=\"stack\">\(work)\(asked)</div>"))\(tied)\
        \(chat.map { LivePart("chat", on: "\(Self.happening) chat", content: ChatFactsSection(t: t, facts: $0).html) })\(context)</aside></div>
        """
    }

    /// Whatever happens in it, said or done.
    private static let happening = "said worked"

    private var undo: UndoLine? { own.undo.map { UndoLine(t: t, seal: seal, offer: $0, to: conversation.path) } }

    private var called: HTML? {
        guard own.isCalled else { return nil }
        let fields: HTML = "<span>\(t("desk.mention.here"))</span> \(Button(t("desk.mention.seen"), .quiet))"
        return "<div class=\"undo\">\(PostForm("\(conversation.path)/mentions", method: .put, seal: seal, content: fields))</div>"
    }

    private var merged: MergedCallout? {
        threads.mergedInto.map {
            MergedCallout(t: t, seal: seal, conversation: conversation, target: $0, mayWork: staff.role >= .agent)
        }
    }

    private var tied: HTML {
        LivePart(
            "threads", on: "worked",
            content: ThreadSection(t: t, seal: seal, whole: whole, facts: threads, state: state, mayWork: mayWork).html
        ).html
    }

    private var header: PageHeader {
        PageHeader(conversation.subject, lead: lead, crumbs: [Crumb(t("desk.title"), "/inbox")], actions: mayWork ? actions : [])
    }

    private var lead: HTML {
        let who: HTML =
            if let customer { "<a href=\"\(url: "/customers/\(customer.id)")\">\(customer.name)</a>" } else { HTML(escaping: t("desk.erased")) }
        return """
            \(who) · #\("\(conversation.number)") · \(t.channelName(conversation.channel)) \
            \(standing) \
            \(conversation.due.map { DeadlineBadge(t: t, due: $0, saysGoal: true) }) \
            \(team.map { TeamChip(team: $0, href: InboxAddress(team: $0.key).path) }) \(LabelChips(labels: whole.labels))
            """
    }

    private var team: Team? { teams.first { $0.key == conversation.team } }

    private var standing: Badge {
        guard conversation.partOf == nil else { return Badge(t("desk.merge.badge"), tone: .plain) }
        return Badge(t("desk.status.\(status.key)"), tone: status == .open ? .note : status == .resolved ? .good : .plain)
    }

    private var actions: [HTML] {
        var actions = [LinkButton(t("calls.log"), href: "/inbox/calls/new?conversation=\(conversation.number)", .quiet, icon: .phone).html]
        if conversation.assignee == nil { actions.append(put("assignee", "assignee", staff.id.description, t("desk.take"), .usual, key: "m")) }
        if status != .open { actions.append(put("status", "status", "open", t("desk.reopen"), .usual)) }
        if status == .open { actions.append(put("status", "status", "waiting", t("desk.wait"), .usual)) }
        if status != .resolved { actions.append(put("status", "status", "resolved", t("desk.resolve"), .usual, key: "e")) }
        return actions
    }

    private func put(_ noun: String, _ name: String, _ value: String, _ label: String, _ emphasis: Emphasis, key: String? = nil) -> HTML {
        let fields: HTML = "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\(Button(label, emphasis, key: key))"
        return PostForm("\(conversation.path)/\(noun)", method: .put, seal: seal, content: fields).html
    }

    private var asked: SurveyFactsSection? {
        survey.map { SurveyFactsSection(t: t, seal: seal, facts: $0, origin: origin, mayWork: mayWork) }
    }

    // MARK: - What was said

    private var talk: HTML {
        let seen: HTML = "<input type=\"hidden\" name=\"seen\" form=\"reply\" value=\"\("\(conversation.lastEntry)")\">"
        let names = Dictionary(uniqueKeysWithValues: labels.map { ($0.key, $0.name) })
        let teamNames = Dictionary(uniqueKeysWithValues: teams.map { ($0.key, $0.name) })
        // Of what a customer answered, the last word alone.
        let last = Dictionary(whole.entries.compactMap { entry in entry.survey.map { ($0.key, entry.number) } }, uniquingKeysWith: { $1 })
        let gone = whole.entries.takenBack
        let shown = whole.entries.filter { entry in entry.survey.map { last[$0.key] == entry.number } ?? true }
        var meanwhile = filter == .everything ? line.since[...] : []
        /// What happened on the line up to a moment, and was not told yet.
        func told(before moment: Instant) -> HTML {
            let next = meanwhile.prefix { $0.occurredAt < moment }
            meanwhile = meanwhile.dropFirst(next.count)
            return FoldedTouchpoints(t: t, touchpoints: Array(next)).html
        }
        let lines = shown.filter { filter.shows($0.happening) }.map { entry -> HTML in
            let other = told(before: entry.at)
            return other
                + ConversationEntryLine(
                    t: t, entry: entry, customer: customer?.name ?? t("desk.erased"), mail: mails.pieces[entry.number],
                    files: files[entry.number] ?? [], other: whole.strangers[entry.number], labels: names, teams: teamNames,
                    isTakenBack: gone.contains { $0.entries.contains(entry.number) }, origin: whole.origins[entry.number],
                    ties: TieWords(t: t, names: whole.tied, fields: threads.fields.map(\.field)), call: entry.call.flatMap { calls[$0.number] }
                ).html
        }
        let before = FoldedTouchpoints(t: t, touchpoints: line.before.reversed(), title: t("desk.before")).html
        let first: HTML = line.before.isEmpty ? "<li class=\"event\">\(t("desk.before.none"))</li>" : before
        let entries: HTML = "\(filter == .everything ? first : nil)\(lines)\(told(before: .distantFuture))"
        let isNews = chat != nil || own.isCalled
        // Of what is merged into it, what stands there may be newer than all of its own.
        let newest = max(conversation.lastEntry, whole.entries.map(\.number).max() ?? 0)
        let read: HTML? = !isNews ? nil : "<i hidden data-read=\"\("\(newest)")\"></i>"
        let content: HTML = """
            <section class="sheet said">\(filter.tabs(t, conversation.path))<div role="log" aria-label="\(t("desk.talk"))">\
            <ol class="talk">\(entries)</ol></div>\(seen)\(read)</section>
            """
        return LivePart(
            "talk", on: "\(Self.happening) posted", from: "\(conversation.path)/live?after=\(conversation.lastEntry)", saying: t("desk.happened"),
            content: content
        ).html
    }

    // MARK: - What is written

    private var writing: HTML {
        let error: HTML? = state.error.map { Callout(HTML(escaping: $0), tone: .warn).html }
        let gaps = SavedReply.gaps(in: state["text"])
        let fields: HTML = """
            <div class="form"><input type="hidden" name="once" value="\(once)">
            \(state.field("text", t("desk.reply"), .area(rows: 5), hint: hint, isRequired: own.macro == nil))\(mentions)\
            \(GapFields(t: t, gaps: gaps, state: state))\(self.fields)\(preview)\(saved)
            <div class="actions">\(buttons)</div>\(draft)</div>
            """
        let meanwhile: HTML = "<div data-while=\"said\" hidden>\(Callout(HTML(escaping: t("desk.meanwhile")), tone: .warn))</div>"
        return """
            <section class="sheet" aria-label="\(t("desk.reply"))" data-tell="\(conversation.path)/presence">\(error)\(meanwhile)
            \(PostForm("\(conversation.path)/replies", seal: seal, id: "reply", isUpload: true, content: fields))</section>
            """
    }

    private var buttons: HTML {
        let note = Button(t("desk.keep_note"), .quiet, icon: .note, name: "then", value: "note", key: "n")
        let keep = Button(t("desk.draft.keep"), .quiet, name: "then", value: "draft", skipsChecks: true)
        guard own.macro == nil else {
            let perform = Button(t("desk.macro.do"), .primary, name: "then", value: "do", key: "r", skipsChecks: true)
            return "\(perform)\(Button(t("desk.macro.send_only"), name: "then", value: ""))\(note)\(keep)"
        }
        return """
            \(Button(t("desk.send"), .primary, name: "then", value: "", key: "r"))\
            \(Button(t("desk.send_resolve"), name: "then", value: "resolved"))\
            \(Button(t("desk.send_wait"), name: "then", value: "waiting"))\(note)\(keep)
            """
    }

    private var draft: DraftLine {
        DraftLine(
            t: t, number: conversation.number, draft: own.draft, isTyped: state["text"] != own.draft.text, isOvertaken: own.isOvertaken)
    }

    private var preview: HTML? {
        guard let macro = own.macro, !macro.deeds.isEmpty else { return nil }
        return MacroPreview(t: t, macro: macro, labels: Dictionary(uniqueKeysWithValues: labels.map { ($0.key, $0.name) })).html
    }

    /// Whom a note can call.
    private var mentions: HTML {
        "<datalist id=\"colleagues\">\(colleagues.filter { $0.id != staff.id }.map { "<option value=\"\($0.name)\"></option>" as HTML })</datalist>"
    }

    /// Put behind what was typed, to be read over.
    private var saved: HTML? {
        guard !replies.isEmpty else { return nil }
        let options = replies.map { Field.Option($0.id.description, $0.name) }
        return """
            <div class="fields" data-actions="\(t("desk.replies.choose"))">\(state.field("saved", t("desk.replies.choose"), .choice(options)))\
            <div class="actions">\(Button(t("desk.replies.insert"), .quiet, name: "then", value: "insert", skipsChecks: true))</div></div>
            """
    }

    private var hint: String {
        switch way {
        case .mail(let address): t("mail.answer.to", ["address": address])
        case .chat: t("desk.reply.hint")
        case .telegram(let name): t("telegram.answer", ["name": name])
        case .webhook(let webhook): t("desk.reply.hint.hook\(webhook.state == .well ? "" : ".stuck")", ["name": webhook.name])
        case .nobody: t("desk.reply.hint.api")
        }
    }

    // MARK: - Whose it is

    private var work: HTML {
        let facts: [(name: String, value: HTML)] = [
            (t("desk.assignee"), HTML(escaping: whole.assigneeName ?? t("desk.nobody"))),
            (t("team.one"), HTML(escaping: team?.name ?? "–")),
            (t("desk.priority"), HTML(escaping: t("desk.priority.\(conversation.priority.key)"))),
            (t("desk.opened"), Moment(t, conversation.openedAt, showing: .moment).html),
            (t("desk.unanswered"), HTML(escaping: conversation.unansweredSince.map { t.span(t.now.duration(since: $0)) } ?? "–")),
        ]
        let until: HTML? = status == .snoozed ? conversation.snoozedUntil.map { "<p>\(t("desk.snoozed_until", ["time": t.moment($0)]))</p>" } : nil
        let alike = mails.suggestions.map { "<p>\(t("mail.suggestion")) <a href=\"\(url: "/inbox/\($0)")\">#\("\($0)")</a></p>" as HTML }
        return Section(t("desk.work"), content: "\(KeyValues(facts).html)\(until)\(alike)\(mayWork ? forms : nil)\(marks)\(review)").html
    }

    private var review: HTML? {
        guard mayReview else { return nil }
        return "<div class=\"actions\">\(LinkButton(t("quality.review.do"), href: "\(conversation.path)/review", .quiet))</div>"
    }

    private var forms: HTML {
        let people = [Field.Option("", t("desk.nobody"))] + colleagues.map { Field.Option($0.id.description, $0.name) }
        let priorities = Conversation.Priority.allCases.map { Field.Option($0.key, t("desk.priority.\($0.key)")) }
        let times = Snooze.choices(t).map { Field.Option($0.until.description, $0.label) }
        return """
            \(choice("assignee", t("desk.assignee"), people, conversation.assignee?.description ?? "", t("desk.assign"), "a"))\
            \(teamChoice)\
            \(choice("priority", t("desk.priority"), priorities, conversation.priority.key, t("desk.set"), nil))\
            \(choice("snooze", t("desk.snooze"), times, "", t("desk.snooze.do"), "s", more: anyTime))
            """
    }

    private var teamChoice: HTML? {
        let shown = teams.filter { !$0.isPutAway || $0.key == conversation.team }
        guard !shown.isEmpty else { return nil }
        let options = [Field.Option("", t("team.nobodys"))] + shown.map { Field.Option($0.key, $0.name) }
        return choice("team", t("team.one"), options, conversation.team ?? "", t("desk.assign"), nil)
    }

    private var marks: HTML? {
        ConversationLabels(t: t, seal: seal, conversation: conversation, labels: whole.labels, all: labels, staff: staff, mayWork: mayWork).html
    }

    /// To the minute.
    private var anyTime: HTML {
        let isWrong = state.errors["snooze_day"] != nil || state.errors["snooze_time"] != nil
        return """
            <details\(flag: "open", isWrong)><summary>\(t("desk.snooze.other"))</summary><div class="fields">\
            \(state.field("snooze_day", t("desk.snooze.day"), .date))\(state.field("snooze_time", t("desk.snooze.time"), .time))</div></details>
            """
    }

    private func choice(
        _ noun: String, _ label: String, _ options: [Field.Option], _ value: String, _ button: String, _ key: String?, more: HTML? = nil
    ) -> HTML {
        let fields: HTML = """
            <div class="fields">\(Field(noun, label, .choice(options), value: value))\
            <div class="actions">\(Button(button, .quiet, key: key))</div></div>\(more)
            """
        return PostForm("\(conversation.path)/\(noun)", method: .put, seal: seal, content: fields).html
    }

    // MARK: - Who it is

    private var context: HTML {
        let more: HTML? = customer.map { "<p><a href=\"\(url: "/customers/\($0.id)")\">\(t("desk.whole_line"))</a></p>" }
        return LineBesideSection(t: t, beside: line, more: more).html
    }
}
