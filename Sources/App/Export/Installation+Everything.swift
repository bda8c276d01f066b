import Channels
import Desk
package import Kernel

extension Installation {
    /// Customers, touchpoints and conversations, each as a file of lines in a folder: what another installation takes back.
    ///
    /// - Parameter progress: is told which file it is at, how far and of how many.
    /// - Returns: the files.
    package func exportEverything(to folder: String, progress: @escaping (_ file: String, _ done: Int, _ total: Int) -> Void) async throws -> [String]
    {
        try ExportFile.folder(folder)
        let export = LineExportStore(line: line)
        try await export.note(by: nil, Server.record)
        let counts = try await export.counts()
        var files: [String] = []
        func written(_ name: String, of total: Int, _ work: ((Int) -> Void, LineExportStore.Write) async throws -> Void) async throws {
            let file = try ExportFile(path: "\(folder)/\(name)")
            try await work({ progress(name, $0, max($0, total)) }, { try file.write($0) })
            try file.finish()
            files.append(file.path)
        }
        try await written("customers.jsonl", of: counts.people) { try await export.customers(progress: $0, $1) }
        try await written("touchpoints.jsonl", of: counts.touchpoints) { try await export.touchpoints(progress: $0, $1) }
        let conversations = ConversationExportStore(line: line)
        try await written("conversations.jsonl", of: try await conversations.count()) { try await conversations.lines(progress: $0, $1) }
        return files
    }
}
