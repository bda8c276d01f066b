import Kernel
import Web

/// A list of the inbox under a name: for whoever keeps it, or for all.
struct KeptList: Hashable, Sendable {
    let id: ID<KeptList>
    let name: String
    let owner: ID<Viewer>
    let isShared: Bool
    let address: InboxAddress

    static let longestName = 40

    /// Whether somebody may change it: whoever keeps it for themselves, and managers what is kept for all.
    func isTheirs(_ staff: Viewer) -> Bool { isShared ? staff.role >= .manager : owner == staff.id }
}
