/// Something we stand on does not work just now. Nobody's request is at fault; the same request may succeed later.
package enum Outage: Error, Hashable, Sendable {
    /// The database cannot be reached, or stopped answering.
    case databaseUnavailable(String)
    /// There is no room left on the disk of the database.
    case diskFull
    /// More is waiting to be written than we are willing to hold in memory.
    case overloaded
}

extension Outage: CustomStringConvertible {
    package var description: String {
        switch self {
        case .databaseUnavailable(let reason): "The database cannot be reached: \(reason)"
        case .diskFull: "The disk of the database is full: make room, then try again."
        case .overloaded: "Too much is waiting to be written: try again in a moment."
        }
    }
}
