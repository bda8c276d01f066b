import Kernel
import Web

/// The mail that asks: a link for each answer, which chooses it and does not send it yet, since scanners of mail follow links.
struct SurveyMail {
    let t: Texts
    let question: String
    /// Of the page, with the host.
    let address: String

    var text: String {
        let links = Survey.scores.reversed().map { "\($0) – \(t("csat.answer.\($0)"))\n\(address)?answer=\($0)" }
        return "\(question)\n\n\(links.joined(separator: "\n\n"))\n\n\(t("csat.mail.about"))"
    }
}
