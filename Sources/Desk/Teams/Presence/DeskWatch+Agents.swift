import Kernel
import Synchronization
import Web

/// Who of staff has a page of the desk open, in this process.
extension DeskWatch {
    /// Somebody has asked for a page: whose browser runs no script listens to nothing.
    func saw(_ staff: Viewer, at now: Instant) { glimpses.withLock { $0[staff.id] = now } }

    /// Those with an open page, and those who have asked for one within the last minute.
    func there(at now: Instant) -> Set<ID<Viewer>> {
        let listening = hub.topics.flatMap { hub.clients(of: $0) }.compactMap { ID<Viewer>($0) }
        let asking = glimpses.withLock { glimpses in
            glimpses = glimpses.filter { now.duration(since: $0.value) < .minutes(1) }
            return glimpses.keys
        }
        return Set(listening).union(asking)
    }

    /// Somebody has come or gone: the lists of who is there are told.
    func cameOrWent() { hub.publish(ServerEvent(name: "there", data: "{}"), to: Topic.inbox.name) }
}
