import Foundation
import Kernel
import TestKit

/// A disk of a few megabytes, for tests that fill it. Only an administrator may put one up.
struct SmallDisk {
    let path: String
    private var ballast: URL { URL(filePath: path + "/ballast") }

    static let isPossible: Bool = {
        guard getuid() == 0, (try? run("/bin/mount", "--version")) == 0 else {
            print("Full disks are not tested: only an administrator may mount a small one.")
            return false
        }
        return true
    }()

    static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
        try await withDirectory { directory in
            let status = try run("/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m,mode=0777", "tmpfs", directory)
            guard status == 0 else { throw Failure.forbidden("A small disk could not be mounted.") }
            // A disk left mounted does no harm to the test that succeeded.
            defer { _ = try? run("/bin/umount", "--lazy", directory) }
            try await body(SmallDisk(path: directory))
        }
    }

    /// Fills a part of the disk, to be given back by `makeRoom()`.
    func fill(megabytes: Int) throws { try Data(count: megabytes << 20).write(to: ballast) }
    func makeRoom() throws { try FileManager.default.removeItem(at: ballast) }
}
