import Foundation
import Kernel
import Storage
import TestKit

/// A PostgreSQL server of the test's own, which may stop it, freeze it and start it again.
struct OwnServer {
    /// The directory of the programs, where they are installed and PostgreSQL is asked for at all.
    private static let programs: String? = {
        guard engines.contains(.postgres) else { return nil }
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []  // Elsewhere there is no such directory.
        let newest = versions.compactMap { Int($0) }.max()
        return newest.map { "\(root)/\($0)/bin" }
    }()

    static var isPossible: Bool { programs != nil }

    let home: String
    private let programs: String

    /// The server stands on a port of this machine, so that it is reached as another machine would be.
    private let port = Int.random(in: 20_000..<30_000)
    var address: String { "postgresql://throughline@localhost:\(port)/postgres" }

    static func with(_ body: (OwnServer) async throws -> Void) async throws {
        guard let programs else { throw Failure.missing("PostgreSQL") }
        try await withDirectory { directory in
            let server = OwnServer(home: directory, programs: programs)
            if getuid() == 0 { try StorageTests.run("/bin/chown", "postgres", directory) }
            try server.run("initdb", "--auth=trust", "--username=throughline", "--encoding=UTF8", "--no-sync", "--pgdata=\(directory)/data")
            try server.start()
            // What is left of a server that cannot be stopped goes with its directory.
            defer { try? server.thawAndStop() }
            try await body(server)
        }
    }

    func start() throws {
        let options = "-p \(port) -k \(home) -c listen_addresses=localhost -c fsync=off -c max_connections=20 -c shared_buffers=16MB"
        try run("pg_ctl", "start", "--wait", "--pgdata=\(home)/data", "--log=\(home)/log", "--options=\(options)")
    }

    /// As a crash would: nobody is told.
    func stop() throws { try run("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=\(home)/data") }

    private func thawAndStop() throws {
        try thaw()
        try stop()
    }

    /// All of its processes stand still; their sockets stay open.
    func freeze() throws { try signal(SIGSTOP) }
    func thaw() throws { try signal(SIGCONT) }

    /// What cannot be done in a transaction.
    func administer(_ statement: String) throws { try run("psql", "--no-psqlrc", "--quiet", "--command=\(statement)", address) }

    private func signal(_ number: Int32) throws {
        let pidFile = try String(contentsOfFile: "\(home)/data/postmaster.pid", encoding: .utf8)
        guard let parent = pidFile.split(separator: "\n").first.flatMap({ Int32($0) }) else { throw Failure.missing("The server") }
        let children = try String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        for process in [parent] + children.split(separator: " ").compactMap({ Int32($0) }) { kill(process, number) }
    }

    private func run(_ program: String, _ arguments: String...) throws {
        let path = "\(programs)/\(program)"
        let status =
            try getuid() == 0
            ? StorageTests.run("/usr/sbin/runuser", ["-u", "postgres", "--", path] + arguments) : StorageTests.run(path, arguments)
        guard status == 0 else { throw Failure.missing("\(program) ended with \(status), so PostgreSQL") }
    }
}
