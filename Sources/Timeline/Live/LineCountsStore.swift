import Storage

struct LineCountsStore {
    func counts(_ reading: some Reading) throws -> LineCounts {
        let rows = try reading.rows("SELECT name, value FROM counter WHERE name IN ('position', 'settings')")
        let values = try rows.reduce(into: [String: Int64]()) { $0[try $1.get(at: 0)] = try $1.get(at: 1) }
        return LineCounts(position: values["position"] ?? 0, settings: values["settings"] ?? 0)
    }

    /// Other servers then read them again.
    func settingsChanged(in tx: Transaction) throws { try tx.run("UPDATE counter SET value = value + 1 WHERE name = 'settings'") }
}
