import Kernel
import Timeline

/// An event on its way in, read or found to be wrong.
struct IncomingEvent: Sendable {
    let dress: EventDress
    let reading: Result<NewTouchpoint, Failure>
    /// What it says about the company it names.
    var companyTraits: [String: String] = [:]
    /// The event as text, such that it can be read again by itself.
    let body: @Sendable () -> String
}

/// In which shape an event came.
package enum EventDress: String, Sendable, CaseIterable {
    /// As Segment clients speak.
    case segment
    /// As our own API does.
    case touchpoint
}

/// An event that was not taken.
struct RejectedNote: Hashable, Sendable, Encodable {
    /// Its place in the request, from 0.
    let index: Int
    /// `properties.revenue`; empty when it is the event as a whole.
    let field: String
    let reason: String

    var isOfErased: Bool { .invalid(field, reason) == Failure.erased }

    init(_ index: Int, _ failure: Failure) {
        self.index = index
        switch failure {
        case .invalid(let field, let reason): (self.field, self.reason) = (field, reason)
        default: (field, reason) = ("", failure.description)
        }
    }
}

/// What became of the events of a request.
struct IntakeOutcome: Hashable, Sendable {
    var accepted = 0
    /// They were there already.
    var duplicates = 0
    var rejected: [RejectedNote] = []
}
