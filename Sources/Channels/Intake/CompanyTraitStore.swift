import Kernel
import People
import Storage
import Timeline

/// What events say about the companies they name.
struct CompanyTraitStore {
    func record(_ events: [IncomingEvent], source: Int64, in tx: Transaction) throws {
        let saying = try events.filter { !$0.companyTraits.isEmpty }.map { ($0, try $0.reading.get()) }
        let keys = Set(saying.compactMap { $0.1.company })
        guard !keys.isEmpty else { return }
        let numbers = try CompanyStore().numbers(of: keys, in: tx)
        for (event, touchpoint) in saying.sorted(by: { $0.1.occurredAt < $1.1.occurredAt }) {
            guard let number = touchpoint.company.flatMap({ numbers[$0] }) else { continue }
            try CompanyStore().record(event.companyTraits, of: number, at: touchpoint.occurredAt, source: source, in: tx)
        }
    }
}
