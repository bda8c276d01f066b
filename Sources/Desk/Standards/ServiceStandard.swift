import Kernel
import Web

/// What service holds itself to: why, how one checks it, who sees to it, and how far it is.
struct ServiceStandard: Hashable, Sendable {
    let id: ID<ServiceStandard>
    /// Which of those that come with the product; `nil` for one's own.
    let starter: StarterStandard?
    /// Empty where they are those of the starter.
    var words: Words
    var state: State
    /// Since when it is out of use.
    let putAwayAt: Instant?

    struct Words: Hashable, Sendable {
        var name = ""
        var why = ""
        /// How one sees whether it is kept.
        var how = ""
    }

    struct State: Hashable, Sendable {
        /// Who sees to it.
        var owner: ID<Viewer>?
        var status = Status.notBegun
        /// When it is looked at next.
        var reviewOn: Day?
    }

    enum Status: String, Sendable, CaseIterable {
        case notBegun = "not_begun"
        case inProgress = "in_progress"
        case met

        var tone: Tone {
            switch self {
            case .notBegun: .plain
            case .inProgress: .note
            case .met: .good
            }
        }
    }
}

extension ServiceStandard {
    var path: String { "/inbox/standards/\(id)" }

    /// In the reader's language, where they are the product's.
    func words(_ t: Texts) -> Words { starter.map { words == Words() ? $0.words(t) : words } ?? words }

    /// What is to be kept when somebody has typed `words`: nothing of a starter that reads as it always did.
    func kept(_ typed: Words, _ t: Texts) -> Words { starter?.words(t) == typed ? Words() : typed }

    func isOverdue(on today: Day) -> Bool { putAwayAt == nil && state.reviewOn.map { $0 < today } ?? false }
}

/// The standards that come with the product, to begin with.
enum StarterStandard: String, Sendable, CaseIterable {
    case targets = "targets"
    case owner = "owner"
    case firstTime = "first_time"
    case promises = "promises"
    case plain = "plain"
    case mistakes = "mistakes"
    case privacy = "privacy"
    case handover = "handover"
    case unhappy = "unhappy"
    case learning = "learning"

    func words(_ t: Texts) -> ServiceStandard.Words {
        let key = "standards.starter.\(rawValue)"
        return ServiceStandard.Words(name: t("\(key).name"), why: t("\(key).why"), how: t("\(key).how"))
    }
}
