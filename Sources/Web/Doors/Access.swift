/// Who may use a door.
package enum Access: Hashable, Sendable {
    /// Anyone, from pages of ours: sign-in, surveys, the help centre.
    case everyone
    /// Anyone, also scripts of other sites: the tracker, the chat loader. Cookies are not looked at.
    case anySite
    /// A program with a key that has this scope. Cookies are not looked at.
    case key(scope: String)
    /// Staff with this role or a higher one.
    case staff(Role)

    /// Whether a cookie can be what opens the door, so that other sites could make a browser use it.
    var trustsCookies: Bool {
        switch self {
        case .everyone, .staff: true
        case .anySite, .key: false
        }
    }
}
