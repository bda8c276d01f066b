import Kernel
import Web

/// A chat as a form says it.
enum ChatSiteForm {
    static func fields(_ site: ChatSite) -> [String: String] {
        [
            "name": site.name, "greeting": site.greeting, "accent": site.accent.text,
            "origins": site.origins.map(\.text).joined(separator: "\n"),
        ]
    }

    /// - Throws: `invalid` with the field and what is wrong with it.
    static func site(_ form: Form, of source: Int64) throws -> ChatSite {
        try ChatSite(
            source: source, name: form.text("name", 1...80), greeting: form.text("greeting", 0...500), accent: Accent(form.text("accent", 1...9)),
            origins: SiteOrigin.lines(form.text("origins", 1...5_000)))
    }
}
