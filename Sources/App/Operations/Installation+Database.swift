import Foundation
import Kernel
package import Storage

/// The database as it is, for what works on its rows and not on the line.
extension Installation {
    /// Made if there is none.
    package static func database(_ configuration: Configuration) throws -> any Database { try connect(configuration, now: systemNow) }

    /// - Throws: `Failure.missing` when there is none.
    package static func existingDatabase(_ configuration: Configuration) throws -> any Database {
        if configuration.databaseURL == nil, !FileManager.default.fileExists(atPath: configuration.databasePath) {
            throw Failure.missing("A database in \(configuration.directory)")
        }
        return try database(configuration)
    }
}
