import Kernel
import Web

/// What was said, as a text to keep.
struct ChatTranscript {
    let t: Texts
    let site: ChatSite
    let number: Int64
    let words: [ChatWord]

    var text: String {
        let head = "\(site.name) · #\(number)\n"
        return words.reduce(into: head) { text, word in
            let who = word.isVisitors ? t("chat.you") : word.entry.staffName ?? t("desk.staff")
            text += "\n\(t.moment(word.entry.at)) – \(who)\n"
            if !word.text.isEmpty { text += "\(word.text)\n" }
            for file in word.files { text += "\(t("chat.files.one", ["name": file.name, "size": t.size(ofFile: file.size)]))\n" }
        }
    }
}
