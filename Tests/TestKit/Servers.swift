import Dispatch
package import Foundation
import Kernel

/// Servers of mail as there are in the world, on loopback and in a directory of their own; gone when the test is over.
package enum Servers {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let python = root.appending(path: ".build-python/bin/python").path

    /// What is missing for them, in words; `nil` when nothing is.
    package static let missingReceiver: String? =
        succeeds(python, ["-c", "import aiosmtpd"]) ? nil : "aiosmtpd is not installed: scripts/python-needs does it."

    package static let dovecot = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].first { FileManager.default.isExecutableFile(atPath: $0) }

    package static let swaks = ["/usr/bin/swaks", "/usr/local/bin/swaks"].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A port that was free a moment ago.
    package static func freePort() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw -> UInt16? in
                guard bind(handle, raw, length) == 0, getsockname(handle, raw, &length) == 0 else { return nil }
                return pointer.pointee.sin_port.bigEndian
            }
        }
        guard let port else { throw Failure.conflict("There is no free port.") }
        return Int(port)
    }

    /// Runs a program to its end.
    package static func succeeds(_ program: String, _ arguments: [String], input: [UInt8] = []) -> Bool {
        let isOver = DispatchSemaphore(value: 0)
        // A program that is not there succeeds at nothing.
        guard let process = try? started(program, arguments, input: input, ended: { isOver.signal() }) else { return false }
        return isOver.wait(timeout: .now() + .seconds(30)) == .success && process.terminationStatus == 0
    }

    /// Takes mail into files of a directory, from the number up; see `Tests/servers/smtp_receiver.py`.
    package static func receiver(on port: Int, into directory: String) throws -> Process {
        let script = root.appending(path: "Tests/servers/smtp_receiver.py").path
        let process = try started(python, [script, "\(port)", directory])
        try wait(for: port)
        return process
    }

    /// Has mailboxes of whoever signs in with the password `secret`.
    package static func imap(on port: Int, in directory: String, program: String) throws -> Process {
        // It serves nobody as root: then it is the usual owner of mail, to whom the folders must be open.
        let isRoot = NSUserName() == "root"
        let user = isRoot ? "mail" : NSUserName()
        let workers = isRoot ? "" : "default_internal_user = \(user)\ndefault_login_user = \(user)\ndefault_internal_group = \(user)"
        for folder in ["mail", "home"] { try openFolder("\(directory)/\(folder)") }
        let configuration = """
            base_dir = \(directory)/run
            state_dir = \(directory)/state
            log_path = \(directory)/log
            protocols = imap
            ssl = no
            disable_plaintext_auth = no
            \(workers)
            mail_uid = \(user)
            mail_gid = \(user)
            first_valid_uid = 0
            last_valid_uid = 0
            mail_location = maildir:\(directory)/mail/%u
            mail_home = \(directory)/home/%u
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=\(user) gid=\(user) home=\(directory)/home/%u
            }
            service anvil {
              chroot =
            }
            service imap-login {
              chroot =
              inet_listener imap {
                address = 127.0.0.1
                port = \(port)
              }
              inet_listener imaps {
                port = 0
              }
            }
            service stats {
              chroot =
            }
            """
        try configuration.write(toFile: directory + "/dovecot.conf", atomically: true, encoding: .utf8)
        let process = try started(program, ["-F", "-c", directory + "/dovecot.conf"])
        try wait(for: port)
        return process
    }

    /// A folder into which any user may write.
    package static func openFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: path)
    }

    /// At once: what threads of tests start does not hear of milder signals, which are blocked there.
    package static func stop(_ process: Process) { kill(process.processIdentifier, SIGKILL) }

    // MARK: - Parts

    private static func started(
        _ program: String, _ arguments: [String], input: [UInt8] = [], ended: (@Sendable () -> Void)? = nil
    ) throws -> Process {
        let process = Process()
        if let ended { process.terminationHandler = { _ in ended() } }
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input))
        try pipe.fileHandleForWriting.close()
        return process
    }

    /// Until somebody listens there.
    private static func wait(for port: Int) throws {
        for _ in 0..<200 {
            if isOpen(port) { return }
            usleep(50_000)
        }
        throw Failure.conflict("Nobody listens on port \(port) after ten seconds.")
    }

    private static func isOpen(_ port: Int) -> Bool {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
    }
}
