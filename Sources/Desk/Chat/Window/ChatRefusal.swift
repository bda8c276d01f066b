import HTTPTypes
import Kernel
import Web

/// Why something was not done, for a visitor: what they can mend, in their language.
struct ChatRefusal {
    let status: HTTPResponse.Status
    private(set) var retryAfter: Int64?
    private let failure: Failure

    init(_ failure: Failure) {
        self.failure = failure
        switch failure {
        case .invalid: status = .unprocessableContent
        case .missing, .unauthenticated: status = .notFound
        case .conflict: status = .conflict
        case .forbidden: status = .forbidden
        case .limited(let pause): (status, retryAfter) = (.tooManyRequests, max(1, pause.components.seconds))
        }
    }

    func sentence(_ t: Texts) -> String {
        switch failure {
        case .invalid("text", "must not be empty"): t("chat.empty")
        case .invalid("text", _): t("chat.too_long", ["most": ChatStore.longestText])
        case .invalid("address", _): t("chat.address.wrong")
        case .invalid(ChatFiles.field, let reason): ChatFiles.sentence(reason, t) ?? t.reason(reason)
        case .invalid(let field, let reason): "\(field) \(t.reason(reason))"
        case .missing, .unauthenticated: t("chat.gone")
        case .limited: t("chat.limited", ["count": Int(retryAfter ?? 1)])
        case .conflict(let reason), .forbidden(let reason): reason
        }
    }
}
