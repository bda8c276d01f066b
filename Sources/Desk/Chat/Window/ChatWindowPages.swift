import Crypto
import Foundation
import Kernel
import Language
import Web

/// The chat window: a page of its own that sites frame. It works as a form where no script runs; the token of the conversation is then kept in it.
struct ChatWindowPage {
    let t: Texts
    let key: String
    let site: ChatSite
    let hours: ChatHours
    /// How soon they are usually answered; `nil` where too few were.
    let usual: Duration?
    var chat: Chat?
    /// What opens the conversation, where no script keeps it.
    var token: String?
    var words: [ChatWord] = []
    /// What is asked once it is resolved.
    var survey: ChatSurvey?
    /// What was wrong, and what was written.
    var problem: String?
    var text = ""
    /// What makes a message this message, however often its form is sent.
    let once: String
    var assets = Assets.embedded

    /// The colour of the site is the one thing of a page that is not in a file of ours: a style that is allowed by its hash.
    private var style: String { ":root{--accent:\(site.accent.text);--on-accent:\(site.accent.ink)}" }

    /// Only the sites that were listed may frame it, and the page of ours on which it is tried.
    var contentPolicy: String {
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        return """
            default-src 'none'; script-src 'self'; style-src 'self' 'sha256-\(hash)'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; \
            base-uri 'none'; frame-ancestors 'self' \(site.ancestors); require-trusted-types-for 'script'
            """
    }

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(t.language.tag)"><head><meta charset="utf-8"><title>\(site.name)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">\
        <meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
        <link rel="icon" href="\(url: assets.path("mark.svg"))" type="image/svg+xml"><link rel="stylesheet" href="\(url: assets.path("chat.css"))">\
        <style>\(HTML(escaping: style))</style><script src="\(url: assets.path("chat-window.js"))" defer></script></head>
        <body\(flag: "class=begun", token != nil) data-key="\(key)" data-lang="\(t.language.rawValue)" \
        data-origins="\(site.ancestors)" data-texts="\(texts)">
        <header class="top"><h1>\(site.name)</h1>\(state)\
        <button type="button" id="shut" aria-label="\(t("chat.close"))" hidden>\(Icon.cross)</button>\
        </header>
        <main id="log" tabindex="0">\(talk)\(ChatSurveyForm(t: t, asked: survey, hidden: hidden))\
        <p class="aside" id="seen" hidden>\(t("chat.seen"))</p>\
        <p class="aside" id="writing" aria-live="polite"></p></main>
        <footer class="foot">\(problemLine)\(form)\(more)</footer></body></html>
        """
    }

    private var state: HTML? {
        let sentence = [hours.sentence(t), usual.map { t("chat.usual", ["time": t.span($0)]) }].compactMap(\.self).joined(separator: " · ")
        return sentence.isEmpty ? nil : "<p\(flag: "class=open", hours == .open)>\(sentence)</p>"
    }

    private var talk: HTML {
        let greeting: HTML = """
            <li class="greeting"><header><b>\(site.name)</b></header>\
            <p>\(site.greeting.isEmpty ? t("chat.greeting") : site.greeting)</p></li>
            """
        return "<div role=\"log\" aria-label=\"\(t("chat.talk"))\"><ol id=\"talk\">\(greeting)\(words.map(bubble))</ol></div>"
    }

    private func bubble(_ word: ChatWord) -> HTML {
        let who = word.isVisitors ? t("chat.you") : word.entry.staffName ?? t("desk.staff")
        let said: HTML? = word.text.isEmpty ? nil : "<p>\(word.text)</p>"
        // Where no script runs, each is asked for by a form of its own: what opens the conversation stands in no address.
        let files = word.files.map { file -> HTML in
            """
            <form class="file" method="post" action="\(url: "/chat/files?lang=\(t.language.rawValue)")">\(hidden)\
            <input type="hidden" name="file" value="\(file.id)"><button>\(file.name)</button> <small>\(t.size(ofFile: file.size))</small></form>
            """
        }
        return """
            <li class="\(word.isVisitors ? "me" : "us")"><header><b>\(who)</b> \
            <time datetime="\(word.entry.at.description)">\(t.moment(word.entry.at))</time></header>\(said)\(files)</li>
            """
    }

    private var problemLine: HTML { "<p id=\"problem\" role=\"alert\"\(flag: "hidden", problem == nil)>\(problem)</p>" }

    private var hidden: HTML {
        let token: HTML? = token.map { "<input type=\"hidden\" name=\"token\" value=\"\($0)\">" }
        return "<input type=\"hidden\" name=\"key\" value=\"\(key)\">\(token)"
    }

    private var form: HTML {
        """
        <form id="send" method="post" enctype="multipart/form-data" action="\(url: "/chat/messages?lang=\(t.language.rawValue)")">\(hidden)\
        <input type="hidden" name="once" value="\(once)">\(addressField)\
        <p id="chosen" hidden></p>\
        <div class="attach"><label for="files" title="\(t("chat.files"))">\(Icon.clip)<span>\(t("chat.files"))</span></label>\
        <input type="file" id="files" name="\(ChatFiles.field)" multiple data-most="\("\(ChatFiles.mostBytes)")" \
        data-count="\("\(ChatFiles.most)")"></div>\
        <label class="quiet" for="text">\(t("chat.message"))</label><textarea id="text" name="text" rows="1" required \
        data-most="\(ChatStore.longestText)" placeholder="\(t("chat.message"))">\(text.isEmpty ? nil : "\n\(text)" as HTML)</textarea>\
        <label class="trap" aria-hidden="true">\(t("chat.trap"))<input name="website" tabindex="-1" autocomplete="off"></label>\
        <button class="send">\(t("chat.send"))</button></form>
        """
    }

    /// When nobody is there, answers go by email.
    private var addressField: HTML? {
        guard hours != .open, token == nil else { return nil }
        return """
            <label class="field"><span>\(t("chat.address.closed"))</span>\
            <input type="email" name="address" maxlength="254" autocomplete="email"></label>
            """
    }

    private var more: HTML {
        let leaving: HTML = """
            <form id="leave" method="post" action="\(url: "/chat/address?lang=\(t.language.rawValue)")">\(hidden)\
            <label class="field"><span>\(t("chat.address"))</span><input type="email" name="address" required maxlength="254" \
            autocomplete="email"></label><button class="plain">\(t("chat.address.leave"))</button></form>
            """
        // Where no script runs, the page is asked for again and the transcript is a form of its own.
        let plain: HTML? = token.map { _ in
            """
            <form method="post" action="\(url: "/chat?lang=\(t.language.rawValue)")">\(hidden)<button class="plain">\(t("chat.again"))</button></form>
            <form method="post" action="\(url: "/chat/transcript?lang=\(t.language.rawValue)")">\(hidden)\
            <button class="plain">\(t("chat.transcript"))</button></form>
            """
        }
        let scripted: HTML? =
            token == nil
            ? """
            <button type="button" class="plain" id="transcript">\(t("chat.transcript"))</button>\
            <button type="button" class="plain" id="forget">\(t("chat.forget"))</button>
            """ : nil
        return """
            <details class="more"><summary>\(t("chat.more"))</summary><div>\(leaving)\(scripted)\(plain)</div></details>\
            <p class="aside" id="left" aria-live="polite">\(left)</p>
            """
    }

    private var left: String? {
        guard let chat, !chat.address.isEmpty else { return nil }
        return t("chat.left", ["address": chat.address])
    }

    /// What the script says.
    private var texts: String {
        let texts = [
            "you": t("chat.you"), "offline": t("chat.offline"), "gone": t("chat.gone"), "news": t("chat.news"),
            "long": t("chat.too_long", ["most": ChatStore.longestText]), "writes": t("chat.writes", ["who": "{who}"]),
            "left": t("chat.left", ["address": "{address}"]), "large": t("chat.files.large", ["size": ChatFiles.mostBytes >> 20]),
            "many": t("chat.files.many", ["count": ChatFiles.most]), "without": t("chat.files.without", ["name": "{name}"]),
        ]
        // Texts are always JSON.
        return (try? PlainJSON.text(texts)) ?? "{}"
    }
}
