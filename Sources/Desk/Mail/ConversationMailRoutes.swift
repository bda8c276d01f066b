import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Mail
import Web

/// `/inbox/mail/:id`: what came with a message beside its text.
struct ConversationMailRoutes: Routable {
    let mails: ConversationMailStore

    var routes: RouteTable {
        RouteTable("/inbox/mail/:id")
            .get("body", access: .staff(.viewer), use: body)
            .get("file", access: .staff(.viewer), use: file)
    }

    /// How a message looks, in a document that can do nothing: it runs nothing, knows nothing of us, and fetches pictures only when asked to.
    func body(_ request: Request, _ context: Context) async throws -> Response {
        let message = try await mails.message(context.id())
        guard let html = message.html else { throw Failure.missing("The HTML of this message") }
        let showsImages = context.query["images"] == "shown"
        let clean = CleanHTML(html, images: showsImages)
        let document: HTML = """
            <!doctype html><html lang="\(context.language.rawValue)"><head><meta charset="utf-8"><title>\(message.subject)</title>\
            <style>\(HTML(trusted: Self.style))</style></head><body>\(HTML(trusted: clean.html))</body></html>
            """
        var response = document.response(in: context)
        let images = showsImages ? "img-src http: https:; " : ""
        response.headers[.contentSecurityPolicy] = """
            default-src 'none'; \(images)style-src 'sha256-\(Self.styleHash)'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
            sandbox allow-popups allow-popups-to-escape-sandbox
            """
        if let name = HTTPField.Name("X-Frame-Options") { response.headers[name] = "SAMEORIGIN" }
        if let name = HTTPField.Name("Referrer-Policy") { response.headers[name] = "no-referrer" }
        return response
    }

    /// A file as it came, to be saved: a browser opens none of them.
    func file(_ request: Request, _ context: Context) async throws -> Response {
        let message = try await mails.message(context.id())
        guard let place = context.query.int("place"), message.attachments.indices.contains(place) else { throw Failure.missing("This file") }
        let file = message.attachments[place]
        return .file(file.name, file.content)
    }

    private static let style = """
        body{margin:0;padding:12px;font:14px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}\
        img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}\
        blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}
        """
    private static let styleHash = Data(SHA256.hash(data: Array(style.utf8))).base64EncodedString()
}
