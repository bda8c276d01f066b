import Kernel
package import Timeline
import Web

extension TeamStore {
    /// Of the demo company; nobody is in them yet.
    package func setUpDemo() async throws {
        var deliveries = Team(key: "", name: "Deliveries")
        (deliveries.rank, deliveries.giving) = (1, .inTurn)
        deliveries.conditions = TeamConditions(labels: ["delivery", "damage", "missing-parts"])
        var service = Team(key: "", name: "Customer service")
        (service.rank, service.giving, service.isSticky, service.takesRest) = (2, .least, true, true)
        for team in [deliveries, service] { try await save(nil, team, by: nil) }
    }
}
