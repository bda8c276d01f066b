import HTTPTypes
import Hummingbird
import Kernel
import Web

/// Whether a request comes from the window itself, from a page of a site that was listed, or from a program.
enum ChatOrigin {
    /// - Throws: `forbidden` for a page of any other site.
    static func check(_ request: Request, _ site: ChatSite, _ own: Site) throws {
        let relation = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
        if relation == "same-origin" || relation == "none" { return }
        guard let origin = request.headers[.origin], origin != own.origin, !site.allows(origin) else { return }
        throw refused(origin)
    }

    static func refused(_ origin: String) -> Failure {
        .forbidden("\(origin.prefix(200)) is not among the sites of this chat: add it under Settings › Chat.")
    }
}
