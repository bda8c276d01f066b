import Kernel
import Web

/// What of a call stands in its conversation, as it is read there.
struct CallEntryLine {
    let t: Texts
    let entry: ConversationEntry
    let word: CallWord
    let call: Call
    let customer: String
    /// Where it was written, where that is another conversation.
    let source: HTML?

    var html: HTML {
        switch word {
        case .came: return said("them", customer, came)
        case .left: return said("them", "\(customer) · \(t("calls.voicemail"))", HTML(escaping: entry.text))
        case .spoke: return said("us", speaker, spoke)
        case .vain: return said("note", entry.staffName ?? t("desk.staff"), HTML(escaping: t("calls.entry.vain")))
        case .note: return said("note", "\(entry.staffName ?? t("desk.staff")) · \(t("calls.note"))", words)
        case .chosen:
            let sentence = t("calls.entry.chosen", ["who": entry.staffName ?? t("desk.staff")])
            return "<li class=\"event\" id=\"\(id)\">\(sentence) \(Moment(t, entry.at))</li>"
        }
    }

    private var id: String { "entry-\(entry.number)" }

    private var words: HTML { entry.text.isEmpty ? "<em>\(t("desk.text_erased"))</em>" : HTML(escaping: entry.text) }

    private var speaker: String {
        entry.staffName ?? call.answers.first { $0.at == entry.at }.flatMap { $0.agent.isEmpty ? nil : $0.agent } ?? t("desk.staff")
    }

    /// `Called from +48… · missed after 25 s`
    private var came: HTML {
        let from =
            call.channel == .phone
            ? call.phone.isEmpty ? t("calls.entry.withheld") : t("calls.entry.came", ["number": call.phone]) : t("calls.entry.in_person")
        guard call.channel == .phone else { return HTML(escaping: from) }
        let waited = call.waited.map { t.seconds($0) } ?? ""
        let outcome: String? =
            switch call.outcome {
            case .answered: waited.isEmpty ? nil : t("calls.entry.waited", ["time": waited])
            case .missed: t("calls.entry.missed", ["time": waited])
            case .voicemail: t("calls.entry.voicemail", ["time": waited])
            case .ringing: nil
            }
        let tone: HTML? = call.outcome == .answered ? nil : Icon.warning.html
        return "\(Icon.phone)\(from)\(outcome.map { " · \(tone)\($0)" as HTML })\(call.outcome == .answered ? nil : recording)"
    }

    private var spoke: HTML {
        let isFirst = call.answers.first?.at == entry.at
        let word = call.channel == .phone ? call.direction == .incoming ? isFirst ? "picked_up" : "took_over" : "called" : "spoke"
        let talked = isFirst ? call.talked.map { t("calls.entry.talked", ["time": t.seconds($0)]) } : nil
        return """
            \(call.channel == .phone ? Icon.phone : Icon.person)\(t("calls.entry.\(word)", ["number": call.phone]))\
            \(talked.map { " · \($0)" as HTML })\(isFirst ? recording : nil)
            """
    }

    private var recording: HTML? {
        call.recording.map { " · <a href=\"\(url: $0)\" rel=\"noreferrer\">\(t("calls.recording"))</a>" }
    }

    private func said(_ side: String, _ who: String, _ what: HTML) -> HTML {
        """
        <li class="\(side)" id="\(id)"><header><b>\(who)</b> <small>\(t.channelName(entry.channel))</small> \(source)\
        \(Moment(t, entry.at, showing: .moment))</header><p class="words">\(what)</p></li>
        """
    }
}

extension Texts {
    /// `3 min 12 s`: of a call, to the second below an hour.
    func seconds(_ duration: Duration) -> String {
        let whole = max(0, duration.components.seconds)
        guard whole < 3_600, whole >= 60, whole % 60 > 0 else { return span(duration) }
        return "\(span(.seconds(whole - whole % 60))) \(span(.seconds(whole % 60)))"
    }
}
