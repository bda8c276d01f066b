import Kernel
import Storage
import Web

extension InboxTeams {
    init(of staff: ID<Viewer>, _ reading: some Reading) throws {
        self.init(
            all: try TeamStore.all(reading), own: try MemberStore.teams(of: staff, reading),
            presence: try PresenceStore.standing(of: staff, reading))
    }

    /// Of a row of `conversation`: whose the reader's teams are.
    static func areTheirs(_ staff: ID<Viewer>) -> SQL {
        "conversation.team IN (SELECT team FROM team_member WHERE staff = \(staff) AND until IS NULL)"
    }
}
